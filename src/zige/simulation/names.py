"""Names of Han and Yi people, and how departments write them otherwise (FACTS §7.2)."""

import numpy as np
import numpy.typing as npt

from zige.simulation.dice import Bools, Dice, Ints

Texts = npt.NDArray[np.object_]

_SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_MEN = "建国明华军平强伟勇志文德金云海林光荣福生才贵富成学忠良新安万全永正和清玉天世家春树友民兴发祥俊杰超鹏辉刚"
_WOMEN = "秀芳英兰珍玉华桂素琼群淑容碧蓉惠琴芬玲红梅霞丽艳敏静燕萍娟莲翠凤香月春晓雪仙菊蕾君琳莉"
RARE = "堃喆昇犇淼垚甯瑢珺燚䶮㛃𬭎𬬻𬍛"
_PRIVATE = "\ue863\ue5e5\ue831"
_CLANS = (
    "吉克",
    "阿侯",
    "沙马",
    "曲比",
    "阿尔",
    "吉木",
    "阿苏",
    "俄木",
    "立立",
    "马海",
    "金古",
    "勒格",
    "尔古",
    "恩扎",
)
_FATHERS = ("阿木", "木呷", "拉日", "尔布", "约布", "子哈", "打石", "克古")
_OWN_MEN = ("木果", "曲布", "拉铁", "石布", "尔哈", "伍沙", "日古", "惹史", "达体", "呷呷")
_OWN_WOMEN = ("阿依", "阿呷", "尔西", "牛牛", "曲莫", "各各", "拉洛", "阿支", "史洗", "木乃")
DOTS = "·•・‧∙．.●"
_ALIKE = """
    秀绣 芳方 英瑛樱 兰蓝 珍贞 玉钰 华桦 桂贵 素愫 淑书 惠慧蕙 琴勤 玲铃 梅玫
    丽莉 敏闵 静靖 娟涓 莲连 凤奉 香湘 建健 国帼 明鸣 军钧君 平萍 强墙 伟炜苇
    勇永 志智 文纹 德得 海亥 林霖 光广 荣容蓉 福富 生升 才财 成诚程 学雪 忠中
    良梁 新欣 安桉 正政 和河 清青 世仕 家佳 春椿 树澍 友有 民珉 兴星 发法
    祥翔 俊峻 杰洁 超朝 辉晖 刚钢 红洪 霞侠 艳燕 群裙 碧壁 晓小 仙先 月悦
    万皖 全泉 天添 金今 云芸
"""
_HOMOPHONES = {group[0]: group[1] for group in _ALIKE.split()} | {group[1]: group[0] for group in _ALIKE.split()}


def names_of(dice: Dice, ids: Ints, male: Bools, yi: Bools, rare_share: float) -> Texts:
    """The true name of each person: Han surname and one or two characters, or Yi clan, father's and own name."""
    han = _han_names(dice, ids, male, rare_share)
    return np.where(yi, _yi_names(dice, ids, male), han)


def _han_names(dice: Dice, ids: Ints, male: Bools, rare_share: float) -> Texts:
    surname = _drawn(_SURNAMES, np.floor(dice.uniform("surname", ids) ** 1.6 * len(_SURNAMES)).astype(np.int64))
    first = _given(dice, "given.first", ids, male)
    second = np.where(dice.chosen("given.single", ids, 0.14), "", _given(dice, "given.second", ids, male))
    rare = _drawn(RARE, dice.whole("rare.which", ids, 0, len(RARE) - 1))
    last = np.where(dice.chosen("rare", ids, rare_share), rare, second)
    name: Texts = surname + first + last
    return name


def _given(dice: Dice, stream: str, ids: Ints, male: Bools) -> Texts:
    men = _drawn(_MEN, dice.whole(stream, ids, 0, len(_MEN) - 1))
    women = _drawn(_WOMEN, dice.whole(stream, ids, 0, len(_WOMEN) - 1))
    return np.where(male, men, women)


def _yi_names(dice: Dice, ids: Ints, male: Bools) -> Texts:
    clan = _drawn(_CLANS, dice.whole("clan", ids, 0, len(_CLANS) - 1))
    father = _drawn(_FATHERS, dice.whole("father", ids, 0, len(_FATHERS) - 1)) + "·"
    men = _drawn(_OWN_MEN, dice.whole("own", ids, 0, len(_OWN_MEN) - 1))
    women = _drawn(_OWN_WOMEN, dice.whole("own", ids, 0, len(_OWN_WOMEN) - 1))
    middle = np.where(dice.chosen("father.named", ids, 0.35), father, "")
    name: Texts = clan + "·" + middle + np.where(male, men, women)
    return name


def _drawn(options: str | tuple[str, ...], places: Ints) -> Texts:
    chosen: Texts = np.array(list(options), dtype=object)[places]
    return chosen


def homophone(name: str) -> str:
    """The name with one character that sounds the same; itself where none is known."""
    for place in range(len(name) - 1, 0, -1):
        if name[place] in _HOMOPHONES:
            return name[:place] + _HOMOPHONES[name[place]] + name[place + 1 :]
    return name


def without_rare(name: str, draw: float) -> str:
    """The rare character as `?`, a box, or a private code point."""
    lost = ("?", "□", _PRIVATE[int(draw * 1000) % len(_PRIVATE)])[int(draw * 3)]
    return "".join(lost if character in RARE else character for character in name)


def other_spelling(name: str, draw: float) -> str:
    """A Yi name with another dot, without dots, or shortened to the parts an office found enough."""
    parts = name.split("·")
    if draw < 0.5:
        return DOTS[1 + int(draw * 2 * (len(DOTS) - 1))].join(parts)
    if draw < 0.8:
        return "".join(parts)
    return "·".join((parts[0], parts[-1])) if len(parts) > 2 else parts[-1]
