//! The common type of two types, as far as values convert implicitly.

use crate::base::{DecimalType, Type};

/// The common type of both; `None` if a CAST is required.
pub(super) fn unify(left: &Type, right: &Type) -> Option<Type> {
    use Type::*;
    Some(match (left, right) {
        (l, r) if l == r => l.clone(),
        (Null, other) | (other, Null) => other.clone(),
        (Integer, Number) | (Number, Integer) => Number,
        (Decimal(..), Number) | (Number, Decimal(..)) => Number,
        (Decimal(p, s), Integer) | (Integer, Decimal(p, s)) => {
            DecimalType::new(*p, *s).wider(DecimalType::OF_INTEGERS).into()
        }
        (Decimal(p, s), Decimal(q, t)) => DecimalType::new(*p, *s).wider(DecimalType::new(*q, *t)).into(),
        (Date, DateTime(zone)) | (DateTime(zone), Date) => DateTime(zone.clone()),
        (List(l), List(r)) => List(Box::new(unify(l, r)?)),
        (DateTime(Some(zone)), DateTime(_)) | (DateTime(None), DateTime(Some(zone))) => DateTime(Some(zone.clone())),
        _ => return None,
    })
}
