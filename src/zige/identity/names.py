"""Names as departments write them: one key for what is the same name, and how two differ (EXCHANGE §2, FACTS §7.2).

The key folds width, dots, blanks and variant forms. The variants are those common in names, from general knowledge;
a character that a department could not write (`?`, a box, a private code point) is UNKNOWN in the key.
"""

from functools import cache

import polars as pl
from pypinyin import lazy_pinyin
from rapidfuzz.distance import Levenshtein

DOT = "·"
UNKNOWN = "□"
DOTS = "•‧∙⋅・●○.。᛫ᆞᐧ⸱"
"""What is written for the dot, after width is folded (which turns ㆍ into ᆞ and ･ into ・)."""
VARIANTS = dict(
    zip(
        "張劉陳楊趙黃吳孫馬鄭馮蔣韓鄧許蕭葉蘇呂盧鐘鍾譚陸賈鄒龍萬錢湯賴龔羅國華鳳蘭榮瓊貴軍強偉麗紅蓮開興發劍鋒輝燁寧傑東業書雲濤潔靜穎學習術祿閆喆昇陞並於峯羣牀謝嚴顧齊衛義愛長廣禮運財順遠誠賢鮑龐勝啟啓恆慶憲"
        "懷應晉曉澤濱瀟瑋瑩瑤環竇紀純維緒練聖聯藝蘊詩詠謙譽豐貞賓賀連達遲釗鈞銀銘銳鋼錦鎮閔陽雙雋靈韋項頌領顏願飛馳駿騰驊魯鳴鴻鵬鶴麥黨齡樹權橋歐歡漢滿潤淵濟燦爾獻畢碩禎穩節簡莊葦蔔藍薩薦蘆補親覺記語諾豔艷車載"
        "輪農鄔鄖鄺釋鑒關闊闕隨雞雖韻風饒驥體亞億儀優冊則勁勛勳動務勵單喬圓堅報場塵壽夢婁婭嬌孌宮實審寶寳將專對導屆岡島崗嶺巒師帶幹幾庫廟廬彌彥後從復徹悅惲愷態憶戰戲擁換揚敘數斕時晝暉暢會朧條棟槍樂樓標機檔檢欽"
        "氣決沖況淨淚淩渾湧溫滄漸灣烏無煒煥熱營爭狀獨現瑪璽瓏甯產畫異當盡盤眾礎祐種稱積競筆築粵約紋納紹終組結絲經綠綱網綺線緣編縱總績織繡繼續纓罷",
        "张刘陈杨赵黄吴孙马郑冯蒋韩邓许萧叶苏吕卢钟钟谭陆贾邹龙万钱汤赖龚罗国华凤兰荣琼贵军强伟丽红莲开兴发剑锋辉烨宁杰东业书云涛洁静颖学习术禄闫哲升升并于峰群床谢严顾齐卫义爱长广礼运财顺远诚贤鲍庞胜启启恒庆宪"
        "怀应晋晓泽滨潇玮莹瑶环窦纪纯维绪练圣联艺蕴诗咏谦誉丰贞宾贺连达迟钊钧银铭锐钢锦镇闵阳双隽灵韦项颂领颜愿飞驰骏腾骅鲁鸣鸿鹏鹤麦党龄树权桥欧欢汉满润渊济灿尔献毕硕祯稳节简庄苇卜蓝萨荐芦补亲觉记语诺艳艳车载"
        "轮农邬郧邝释鉴关阔阙随鸡虽韵风饶骥体亚亿仪优册则劲勋勋动务励单乔圆坚报场尘寿梦娄娅娇娈宫实审宝宝将专对导届冈岛岗岭峦师带干几库庙庐弥彦后从复彻悦恽恺态忆战戏拥换扬叙数斓时昼晖畅会胧条栋枪乐楼标机档检钦"
        "气决冲况净泪凌浑涌温沧渐湾乌无炜焕热营争状独现玛玺珑宁产画异当尽盘众础佑种称积竞笔筑粤约纹纳绍终组结丝经绿纲网绮线缘编纵总绩织绣继续缨罢",
        strict=True,
    )
)
UNWRITABLE = r"[?？\u{FFFD}□■▯▢\u{E000}-\u{F8FF}\u{F0000}-\u{10FFFD}]"

EQUAL, CLOSE, DIFFERENT = "equal", "close", "different"


def name_key(name: pl.Expr) -> pl.Expr:
    """The key of a name; null for none. Equal keys are one name but for dot, width, blanks and variant forms."""
    folded = name.str.normalize("NFKC").str.replace_all(r"\s+", "")
    folded = folded.str.replace_all(UNWRITABLE, UNKNOWN).str.replace_many([*DOTS], [DOT] * len(DOTS))
    folded = folded.str.replace_many([*VARIANTS], [*VARIANTS.values()]).str.to_uppercase()
    return pl.when(folded != "").then(folded)


def key_of(name: str) -> str | None:
    """`name_key` of one name."""
    return pl.select(name_key(pl.lit(name))).item()  # type: ignore[no-any-return]


def compared(one: str, other: str) -> str:
    """How two keys compare: EQUAL; CLOSE where only a dot or one rare or missing character differs; else DIFFERENT.

    A rare character differs where the other side has none, could not write it, or wrote how it sounds.
    """
    if one == other:
        return EQUAL
    plain, others = one.replace(DOT, ""), other.replace(DOT, "")
    same = plain == others or _one_unknown(plain, others) or _one_missing_rare(plain, others)
    return CLOSE if same or _one_rare_by_sound(plain, others) else DIFFERENT


def sounds(keys: pl.Series) -> pl.Series:
    """How each key is pronounced, as `pinyin_of`; each character that occurs is looked up once."""
    characters = keys.str.split("").explode().drop_nulls().unique()
    spoken = {character: _sound(character) for character in characters if character}
    return keys.str.replace_many([*spoken], [*spoken.values()]) if spoken else keys


def pinyin_of(key: str) -> str:
    """How a key is pronounced, without tones and dots; homophones are equal.

    Character by character, so that a character sounds the same beside any other.
    """
    return "".join(map(_sound, key))


@cache
def _sound(character: str) -> str:
    return "" if character == DOT else lazy_pinyin(character)[0] + " "


def _one_unknown(one: str, other: str) -> bool:
    """Of the same length and equal but for one character that one of them could not write."""
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and UNKNOWN in differing[0]


def _one_missing_rare(one: str, other: str) -> bool:
    """One character is missing on one side, and it is one that systems often cannot write."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) != len(shorter) + 1 or len(shorter) < 2 or Levenshtein.distance(longer, shorter) != 1:
        return False
    place = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return is_rare(longer[place]) or longer[place] == UNKNOWN


def _one_rare_by_sound(one: str, other: str) -> bool:
    """One character is rare, and the other side has a homophone of it or its pinyin in its place."""
    return _wrote_by_sound(one, other) or _wrote_by_sound(other, one)


def _wrote_by_sound(name: str, other: str) -> bool:
    for at in filter(lambda place: is_rare(name[place]), range(len(name))):
        before, after = name[:at], name[at + 1 :]
        written = other[at : len(other) - len(after)]
        if other == before + written + after and pinyin_of(name[at]) in (pinyin_of(written), written.lower() + " "):
            return True
    return False


def is_rare(character: str) -> bool:
    """Outside GB 2312, the characters that every system can write."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
