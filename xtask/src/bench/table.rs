//! The table for people.

use super::Row;

/// Sets the rows as an aligned table.
pub fn print(rows: &[Row]) -> String {
    let mut lines = vec![["what", "median", "budget", "of budget", "beside", "ratio"].map(str::to_owned)];
    for row in rows {
        let ratio = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.2}"));
        lines.push([
            row.what.clone(),
            amount(row.median, row.unit),
            row.budget.map_or_else(|| "–".to_owned(), |budget| amount(budget, row.unit)),
            ratio(row.of_budget()),
            row.beside.as_ref().map_or_else(String::new, |beside| {
                format!("{} ({})", amount(beside.median, row.unit), beside.what)
            }),
            ratio(row.of_beside()),
        ]);
    }
    let mut widths = [0; 6];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let cells: Vec<String> = line
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(column, (cell, width))| {
                let gap = " ".repeat(width - cell.chars().count());
                let is_text = column == 0 || column == 4;
                if is_text { format!("{cell}{gap}") } else { format!("{gap}{cell}") }
            })
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
        if at == 0 {
            let rule: usize = widths.iter().sum::<usize>() + 2 * (widths.len() - 1);
            text.push_str(&"─".repeat(rule));
            text.push('\n');
        }
    }
    text
}

fn amount(value: f64, unit: &str) -> String {
    match unit {
        "B" if value >= 10_240.0 => format!("{:.0} KB", value / 1024.0),
        "B" => format!("{value:.0} B"),
        _ => format!("{value:.2} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::Beside;

    #[test]
    fn a_row_shows_its_budget_and_its_ratio() {
        let rows = [Row {
            what: "triage of a message".to_owned(),
            median: 0.5,
            unit: "ms",
            budget: Some(1.0),
            beside: Some(Beside { what: "native".to_owned(), median: 0.25 }),
            runs: 100,
        }];
        let text = print(&rows);
        let line = text.lines().nth(2).unwrap();
        assert!(line.contains("0.50 ms"), "{line}");
        assert!(line.contains("1.00 ms"), "{line}");
        assert!(line.contains("0.25 ms (native)"), "{line}");
        assert!(line.ends_with("2.00"), "{line}");
    }
}
