"""Addresses of this app."""

from django.urls import path

from casework.accounts.views import accounts, factors, lending, offices, own, roles, sign_in

app_name = "accounts"
urlpatterns = [
    path("", own.home, name="home"),
    path("sign-in", sign_in.password, name="sign_in"),
    path("sign-in/new-password", sign_in.first_password, name="first_password"),
    path("sign-in/set-up", sign_in.enrol, name="enrol"),
    path("sign-in/set-up/passkey", sign_in.enrol_passkey, name="enrol_passkey"),
    path("sign-in/code", sign_in.second_factor, name="second_factor"),
    path("sign-in/passkey", sign_in.answer_passkey, name="answer_passkey"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("my-account", own.show, name="own"),
    path("my-account/password", own.change_password, name="change_password"),
    path("my-account/confirm", factors.confirm, name="confirm"),
    path("my-account/authenticator", factors.change_app, name="change_app"),
    path("my-account/passkey", factors.add_passkey, name="add_passkey"),
    path("my-account/factors/<int:factor>/remove", factors.remove, name="remove_factor"),
    path("my-account/recovery-codes", own.recovery_codes, name="recovery_codes"),
    path("my-account/lend", lending.lend, name="lend"),
    path("my-account/lend/<int:assignment>/end", lending.end, name="end_lending"),
    path("accounts", accounts.show_all, name="list"),
    path("accounts/new", accounts.new, name="new"),
    path("accounts/<int:account>", accounts.show, name="account"),
    path("accounts/<int:account>/change", accounts.change, name="change"),
    path("accounts/<int:account>/disable", accounts.disable, name="disable"),
    path("accounts/<int:account>/enable", accounts.enable, name="enable"),
    path("accounts/<int:account>/password", accounts.reset_password, name="reset_password"),
    path("accounts/<int:account>/second-factor", roles.reset_factors, name="reset_factors"),
    path("accounts/<int:account>/unlock", roles.unlock, name="unlock"),
    path("accounts/<int:account>/roles", roles.give, name="give_role"),
    path("accounts/<int:account>/roles/<int:assignment>/take", roles.take, name="take_role"),
    path("offices", offices.show_all, name="offices"),
    path("offices/new", offices.new, name="office_new"),
    path("offices/<int:office>", offices.change, name="office_change"),
    path("offices/<int:office>/disable", offices.disable, name="office_disable"),
    path("offices/<int:office>/enable", offices.enable, name="office_enable"),
]
