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
        ("{".to_owned(), 0)
    } else {
        let depth = |line: &str| line.len() - line.trim_start().len();
        let wanted = format!("\"{record}\": {{");
        let line = schema
            .lines()
            .filter(|line| line.trim() == wanted && depth(line) > 2)
            .find(|line| {
                let rest = &schema[schema.find(*line).unwrap() + line.len()..];
                let body = rest.split("\n    }").next().unwrap();
                body.contains("\"properties\"")
            })
            .unwrap_or_else(|| panic!("no {record}"));
        (line.to_owned(), depth(line))
    };
    let rest = &schema[schema.find(&head).unwrap() + head.len()..];
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
