//! Texts in both languages, their arguments, and their JSON round trip.

use super::*;
use crate::base::Problem;

fn both(text: &Text) -> [String; 2] {
    Language::ALL.map(|language| text.in_language(language))
}

#[test]
fn counts_have_their_plural_and_their_thousands_apart() {
    assert_eq!(both(&say!("count-rows", count = 1)), ["1 row", "1 行"]);
    assert_eq!(both(&say!("count-rows", count = 336_776_u64)), ["336,776 rows", "336,776 行"]);
}

#[test]
fn lists_are_joined_as_the_language_joins() {
    assert_eq!(both(&listed(["a", "b", "c"])), ["a, b and c", "a、b和c"]);
    assert_eq!(both(&listed(["a"])), ["a", "a"]);
}

#[test]
fn words_follow_the_language_of_the_thread() {
    let text = say!("waits-for", name = "flights");
    assert_eq!(text, "Waiting for \"flights\"");
    Language::SimplifiedChinese.make_current();
    assert_eq!(text.to_string(), "正在等待“flights”");
    assert_eq!(tr!("action-Undo"), "撤销");
    Language::English.make_current();
    assert_eq!(tr!("action-Undo"), "Undo");
}

#[test]
fn a_problem_keeps_its_texts_through_events() {
    let inner = say!("waits-for", name = "line one\nline two");
    let problem = Problem::error(say!("argument-numbered", function = "round", index = 2, problem = inner));
    let json = serde_json::to_string(&problem).expect("json");
    assert!(json.contains(r#""message":"round, argument 2: Waiting for \"line one line two\"""#), "{json}");
    let back: Problem = serde_json::from_str(&json).expect(&json);
    assert_eq!(back, problem);
    let old: Problem = serde_json::from_str(r#"{"severity":"error","message":"Lost"}"#).expect("without ids");
    assert_eq!(old, Problem::error("Lost"));
}

#[test]
fn tags_of_systems() {
    let of = Language::from_tag;
    assert_eq!(of("zh_CN.UTF-8"), Some(Language::SimplifiedChinese));
    assert_eq!(of("zh-Hans-CN"), Some(Language::SimplifiedChinese));
    assert_eq!((of("en_GB"), of("C"), of("de")), (Some(Language::English), None, None));
}

/// A thousand texts per frame must not be noticeable, even in a build without optimisation.
#[test]
fn looking_up_is_fast() {
    tr!("action-Undo");
    let start = std::time::Instant::now();
    let length: usize = (0..1000).map(|_| tr!("action-Undo").len()).sum();
    assert_eq!(length, 4000);
    assert!(start.elapsed().as_millis() < 20, "{:?}", start.elapsed());
}
