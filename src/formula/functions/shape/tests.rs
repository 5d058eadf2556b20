//! Bindings of type variables, rejected types, and the names of shapes.

use super::*;
use crate::base::Language::SimplifiedChinese;

fn list(inner: Type) -> Type {
    Type::List(Box::new(inner))
}

fn map(key: Type, value: Type) -> Type {
    list(Type::Struct(vec![("key".into(), key), ("value".into(), value)]))
}

/// The bindings of the shapes, each matched with a type, and the resulting type of `gives`.
fn resolved(given: &[(&str, Type)], gives: &str) -> Result<Type, Misfit> {
    let mut variables = Variables::default();
    for (shape, data_type) in given {
        Shape::read(shape).bind(data_type, &mut variables)?;
    }
    Ok(Shape::read(gives).resolve(&variables, &Type::Null))
}

#[test]
fn letters_stand_for_one_type() {
    use Type::*;
    for (given, gives, expected) in [
        (vec![("list<T>", list(Integer)), ("T", Integer)], "T", Integer),
        (vec![("list<T>", list(Integer)), ("T", Number)], "list<T>", list(Number)),
        (vec![("T", Null), ("list<T>", list(Text))], "T", Text),
        (vec![("list<T>", Null)], "list<T>", list(Null)),
        (vec![("list<T>", list(list(Date)))], "T", list(Date)),
        (vec![("map<K, V>", map(Text, Integer)), ("K", Text)], "V", Integer),
        (vec![("map<K, list<V>>", map(Text, list(Date)))], "map<V, K>", map(Date, Text)),
        (vec![("list<T>", list(Text)), ("U", Boolean)], "(T) -> U", Boolean),
        (vec![("list<number>", list(Integer))], "list<number>", list(Number)),
        (vec![("struct", Struct(vec![])), ("T", Text)], "list<map<T, text>>", list(map(Text, Text))),
    ] {
        assert_eq!(resolved(&given, gives), Ok(expected), "{given:?} {gives}");
    }
}

#[test]
fn other_types_are_refused_in_words() {
    use Type::*;
    let misfit = |given: &[(&str, Type)]| resolved(given, "T").unwrap_err();
    assert_eq!(misfit(&[("list<T>", list(Integer)), ("T", Text)]), Misfit::Mixed(Integer, Text));
    for (shape, data_type, english, chinese) in [
        ("list<T>", Text, "a list of T", "T列表"),
        ("map<K, V>", list(Text), "a map of K to V", "从K到V的映射"),
        ("struct", Integer, "struct", "结构体"),
        ("list<text>", list(Integer), "text", "文本"),
    ] {
        let Misfit::Needed(needed) = misfit(&[(shape, data_type)]) else { panic!("{shape}") };
        assert_eq!((needed.to_string().as_str(), needed.in_language(SimplifiedChinese).as_str()), (english, chinese));
    }
}

#[test]
fn shapes_have_names() {
    for (shape, english, chinese) in [
        ("list<map<text, T>>", "list of map of text to T", "从文本到T的映射列表"),
        ("(T, U) -> list<T>", "(T, U) -> list of T", "(T, U) -> T列表"),
        ("number", "number", "数值"),
    ] {
        let name = Shape::read(shape).name();
        assert_eq!((name.to_string().as_str(), name.in_language(SimplifiedChinese).as_str()), (english, chinese));
    }
    assert_eq!(parts("a: map<K, V>, b: (K, V) -> U, [c: text]"), ["a: map<K, V>", "b: (K, V) -> U", "[c: text]"]);
}
