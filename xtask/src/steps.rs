//! Progress for a person who waits: a numbered line when a step begins, its seconds when it ends.

use std::time::Instant;

use anyhow::Result;

/// Numbers the steps of one command.
pub struct Steps {
    done: usize,
    total: usize,
}

impl Steps {
    /// A command of `total` steps.
    pub fn of(total: usize) -> Self {
        Self { done: 0, total }
    }

    /// Runs one step; the text that it returns is what is worth knowing about its result.
    pub fn run<T>(&mut self, title: &str, step: impl FnOnce() -> Result<(T, String)>) -> Result<T> {
        let began = self.begin(title);
        let (value, result) = step()?;
        self.end(began, &result);
        Ok(value)
    }

    /// As [`Self::run`], for a step that waits for others.
    pub async fn run_async<T>(
        &mut self,
        title: &str,
        step: impl Future<Output = Result<(T, String)>>,
    ) -> Result<T> {
        let began = self.begin(title);
        let (value, result) = step.await?;
        self.end(began, &result);
        Ok(value)
    }

    fn begin(&mut self, title: &str) -> Instant {
        self.done += 1;
        println!("[{}/{}] {title} …", self.done, self.total);
        Instant::now()
    }

    fn end(&self, began: Instant, result: &str) {
        let indent = format!("[{}/{}]", self.done, self.total).len();
        let seconds = seconds(began);
        if result.is_empty() {
            println!("{:indent$} {seconds}", "");
        } else {
            println!("{:indent$} {seconds} · {result}", "");
        }
    }
}

/// The time since `began`, as it is printed.
pub fn seconds(began: Instant) -> String {
    format!("{:.1} s", began.elapsed().as_secs_f64())
}

/// A size in bytes as it is printed.
pub fn kilobytes(bytes: usize) -> String {
    if bytes < 10_240 {
        format!("{:.1} KB", bytes as f64 / 1024.0)
    } else {
        format!("{} KB", bytes.div_ceil(1024))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!(kilobytes(1_000), "1.0 KB");
        assert_eq!(kilobytes(1_048_576), "1024 KB");
    }
}
