//! A map's members held against the schema's properties: their order, and which occur.

use std::collections::BTreeSet;

use super::ordered::Ordered;

/// Compares the members of a map with the schema's properties.
pub struct Walk<'a> {
    schema: &'a Ordered,
    pub faults: Vec<String>,
    /// Fields met, as `record.field`.
    pub used: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    pub fn new(schema: &'a Ordered) -> Self {
        Self {
            schema,
            faults: Vec::new(),
            used: BTreeSet::new(),
        }
    }

    pub fn visit(&mut self, value: &Ordered, schema: &Ordered, name: &str) {
        let root = self.schema;
        let reference = schema.member("$ref").and_then(Ordered::words);
        let target = reference
            .as_deref()
            .and_then(|path| path.strip_prefix("#/$defs/"));
        if let Some(target) = target {
            self.visit(
                value,
                root.member("$defs").unwrap().member(target).unwrap(),
                target,
            );
        } else if let Some(items) = schema.member("items") {
            for entry in value.entries() {
                self.visit(entry, items, name);
            }
        } else if let Some(properties) = schema.member("properties") {
            self.visit_record(value, schema, properties.members(), name);
        }
    }

    fn visit_record(
        &mut self,
        value: &Ordered,
        schema: &Ordered,
        properties: &[(String, Ordered)],
        name: &str,
    ) {
        let required: Vec<_> = schema
            .member("required")
            .map_or(&[][..], Ordered::entries)
            .iter()
            .filter_map(Ordered::words)
            .collect();
        let mut last = 0;
        for (key, member) in value.members() {
            let place = properties.iter().position(|(known, _)| known == key);
            let rank = place.unwrap_or(properties.len());
            if rank < last {
                self.faults.push(format!("{name}.{key} stands too late"));
            }
            last = rank;
            if let Some(place) = place {
                if member.is_default() && !required.contains(key) {
                    self.faults.push(format!("{name}.{key} should be absent"));
                }
                self.used.insert(format!("{name}.{key}"));
                self.visit(member, &properties[place].1, key);
            }
        }
    }
}

/// The fields of a record and of the records written out within it.
pub fn list_fields(schema: &Ordered, name: &str, into: &mut BTreeSet<String>) {
    for (key, field) in schema
        .member("properties")
        .map_or(&[][..], Ordered::members)
    {
        into.insert(format!("{name}.{key}"));
        list_fields(field, key, into);
    }
}
