//! Names of the tests.

use crate::formula::Test;

/// The name of a test, with its treatment of nulls where that is not obvious.
pub fn test_name(test: Test) -> &'static str {
    match test {
        Test::Equal => tr!("test-equal"),
        Test::NotEqual => tr!("test-not-equal"),
        Test::Different => tr!("test-different"),
        Test::Less => tr!("test-less"),
        Test::LessOrEqual => tr!("test-less-or-equal"),
        Test::Greater => tr!("test-greater"),
        Test::GreaterOrEqual => tr!("test-greater-or-equal"),
        Test::Between => tr!("test-between"),
        Test::NotBetween => tr!("test-not-between"),
        Test::In => tr!("test-in"),
        Test::NotIn => tr!("test-not-in"),
        Test::NotInOrNull => tr!("test-not-in-or-null"),
        Test::Contains => tr!("test-contains"),
        Test::NotContains => tr!("test-not-contains"),
        Test::ContainsAnyCase => tr!("test-contains-any-case"),
        Test::StartsWith => tr!("test-starts-with"),
        Test::EndsWith => tr!("test-ends-with"),
        Test::Like => tr!("test-like"),
        Test::NotLike => tr!("test-not-like"),
        Test::Ilike => tr!("test-like-any-case"),
        Test::NotIlike => tr!("test-not-like-any-case"),
        Test::IsNull => tr!("test-is-null"),
        Test::IsNotNull => tr!("test-is-not-null"),
        Test::IsTrue | Test::Holds => tr!("test-is-true"),
        Test::IsFalse | Test::HoldsNot => tr!("test-is-false"),
    }
}
