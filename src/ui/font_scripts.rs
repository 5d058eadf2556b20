//! The scripts that the embedded fonts lack, and the font families that have them.

use crate::base::Language;
use crate::base::environment;

/// A script that the embedded fonts do not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    Han,
    Kana,
    Hangul,
    Thai,
    Hebrew,
    Arabic,
    Devanagari,
}

impl Script {
    /// The script of a character, `None` if the embedded fonts cover it.
    pub fn of(c: char) -> Option<Script> {
        match c as u32 {
            0..=0x058f => None,
            0x0590..=0x05ff => Some(Script::Hebrew),
            0x0600..=0x06ff | 0x0750..=0x077f | 0xfb50..=0xfdff | 0xfe70..=0xfefe => Some(Script::Arabic),
            0x0900..=0x097f => Some(Script::Devanagari),
            0x0e00..=0x0e7f => Some(Script::Thai),
            0x1100..=0x11ff | 0x3130..=0x318f | 0xa960..=0xa97f | 0xac00..=0xd7ff => Some(Script::Hangul),
            0x3040..=0x30ff | 0x31f0..=0x31ff => Some(Script::Kana),
            0x2e80..=0x303f | 0x3100..=0x312f | 0x3190..=0x9fff | 0xf900..=0xfaff => Some(Script::Han),
            0xfe30..=0xfe4f | 0xff00..=0xffef | 0x20000..=0x323af => Some(Script::Han),
            _ => None,
        }
    }

    /// Font families of the common operating systems, best first.
    pub fn families(self) -> &'static [&'static str] {
        match self {
            Script::Han if Language::current() == Language::SimplifiedChinese => HAN,
            Script::Han => match language().as_str() {
                "ja" => KANA,
                "ko" => HANGUL,
                _ => HAN,
            },
            Script::Kana => KANA,
            Script::Hangul => HANGUL,
            Script::Thai => &["Noto Sans Thai", "Leelawadee UI", "Thonburi", "Loma", "Tahoma"],
            Script::Hebrew => &["Noto Sans Hebrew", "Segoe UI", "Arial Hebrew", "DejaVu Sans", "Arial"],
            Script::Arabic => &["Noto Sans Arabic", "Segoe UI", "Geeza Pro", "DejaVu Sans", "Arial"],
            Script::Devanagari => &["Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Mangal"],
        }
    }
}

const HAN: &[&str] = &[
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "DengXian",
    "SimHei",
    "SimSun",
    "STHeiti",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "Droid Sans Fallback",
    "Arial Unicode MS",
];

const KANA: &[&str] = &[
    "Noto Sans CJK JP",
    "Source Han Sans",
    "Source Han Sans JP",
    "Noto Sans JP",
    "Yu Gothic",
    "Meiryo",
    "MS Gothic",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "IPAexGothic",
    "IPAGothic",
    "Droid Sans Fallback",
    "Arial Unicode MS",
];

const HANGUL: &[&str] = &[
    "Noto Sans CJK KR",
    "Source Han Sans K",
    "Noto Sans KR",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "NanumGothic",
    "UnDotum",
    "Droid Sans Fallback",
    "Arial Unicode MS",
];

/// Whether a family covers Han, Kana and Hangul.
pub fn is_pan_cjk(family: &str) -> bool {
    ["CJK", "Source Han", "Droid Sans Fallback", "Arial Unicode"].iter().any(|part| family.contains(part))
}

/// The vertical shift that aligns a font with Inter, as a fraction of the font size. egui centres the lines of fonts, and these
/// fonts have more space above than others.
pub fn baseline_shift(family: &str) -> f32 {
    if ["CJK", "Source Han", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR"].iter().any(|part| family.contains(part)) {
        -0.07
    } else {
        0.0
    }
}

/// The two-letter language code of the user, if the environment has one.
fn language() -> String {
    let value = environment::LOCALES.iter().find_map(|name| environment::text(name));
    value.unwrap_or_default().chars().take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_the_far_east() {
        assert_eq!(
            "航班かカ한é−→".chars().map(Script::of).collect::<Vec<_>>(),
            [
                Some(Script::Han),
                Some(Script::Han),
                Some(Script::Kana),
                Some(Script::Kana),
                Some(Script::Hangul),
                None,
                None,
                None,
            ]
        );
    }
}
