//! The tables that read and write are the schema's, in the schema's order.

use linchpin::format::native::record;

#[test]
fn every_record_has_the_members_of_the_schema_in_its_order() {
    let schema = include_str!("../../assets/argument-map-1.schema.json");
    for (name, members) in record::ALL {
        assert_eq!(read_properties(schema, name), *members, "{name}");
    }
}

/// The keys of a record's `properties`, in their order, read off the schema's indent.
fn read_properties<'s>(schema: &'s str, record: &str) -> Vec<&'s str> {
    let (head, indent) = if record == "document" {
        ("{\n".to_owned(), 0)
    } else {
        let indents = [4, 8, 6].map(|n| (format!("\n{}\"{record}\": {{\n", " ".repeat(n)), n));
        indents
            .into_iter()
            .find(|(head, indent)| {
                let body = schema.split(head.as_str()).nth(1).unwrap_or_default();
                let closing = format!("\n{}}}", " ".repeat(*indent));
                let body = body.split(closing.as_str()).next().unwrap_or_default();
                body.contains("\"properties\"")
            })
            .unwrap_or_else(|| panic!("no {record}"))
    };
    let rest = &schema[schema.find(&head).unwrap() + head.len() - 1..];
    let opening = format!("\n{}\"properties\": {{\n", " ".repeat(indent + 2));
    let closing = format!("\n{}}}", " ".repeat(indent + 2));
    let body = &rest[rest.find(&opening).unwrap() + opening.len()..];
    let body = &body[..body.find(&closing).unwrap()];
    let key_indent = " ".repeat(indent + 4);
    body.lines()
        .filter_map(|line| line.strip_prefix(&key_indent)?.strip_prefix('"'))
        .map(|line| line.split('"').next().unwrap())
        .collect()
}
