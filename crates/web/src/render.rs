//! Templates: how the values of a page become its HTML.
//!
//! A theme may be edited by anyone, so a template gets a limited number of steps and
//! an unknown name is an error, never an empty place on a page.

use crate::assets::colour;
use crate::html::escape;
use crate::{Theme, WebError};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};

/// Steps one page may take: some hundred times what the longest issue needs.
const FUEL: u64 = 5_000_000;

/// The templates of one theme, ready for use.
pub(crate) struct Renderer {
    environment: Environment<'static>,
}

impl Renderer {
    /// Reads all templates of a theme.
    pub(crate) fn new(theme: &Theme) -> Result<Self, WebError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        // A line that holds a tag only leaves no empty line behind.
        let lines = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(lines.expect("the usual marks do not clash"));
        environment.set_fuel(Some(FUEL));
        // Where no style sheet reaches: the frame of a browser, e-mail.
        environment.add_global("accent", colour(theme, "--accent", "#333333"));
        // One escape for everything this crate writes.
        environment.set_formatter(|out, _, value| {
            if value.is_undefined() {
                return Err(Error::from(minijinja::ErrorKind::UndefinedError));
            }
            if value.is_none() {
                return Ok(());
            }
            let text = value.to_string();
            let text = if value.is_safe() { text } else { escape(&text) };
            out.write_str(&text).map_err(Error::from)
        });
        for (file, source) in &theme.templates {
            environment
                .add_template_owned(file.clone(), source.clone())
                .map_err(|error| failure(file, &error))?;
        }
        Ok(Self { environment })
    }

    /// Writes one page.
    pub(crate) fn page(&self, file: &str, values: Value) -> Result<String, WebError> {
        self.environment
            .get_template(file)
            .and_then(|template| template.render(values))
            .map_err(|error| failure(file, &error))
    }
}

/// Marks HTML that is already written.
pub(crate) fn safe(html: impl Into<String>) -> Value {
    Value::from_safe_string(html.into())
}

fn failure(file: &str, error: &Error) -> WebError {
    // A page fails where a template that it includes fails.
    let mut inner = error;
    while let Some(cause) = std::error::Error::source(inner)
        && let Some(cause) = cause.downcast_ref::<Error>()
    {
        inner = cause;
    }
    let what = inner.kind().to_string();
    let message = match inner.detail() {
        Some(detail) => format!("{what}: {detail}"),
        None => what,
    };
    let file = inner.name().or(error.name()).unwrap_or(file).to_owned();
    WebError::Template { file, line: inner.line().or(error.line()), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::context;

    fn render(source: &str, values: Value) -> Result<String, WebError> {
        let theme = Theme {
            templates: [("a.html".to_owned(), source.to_owned())].into(),
            ..Theme::default()
        };
        Renderer::new(&theme)?.page("a.html", values)
    }

    #[track_caller]
    fn refused(source: &str, at: usize) {
        let got = render(source, context! {});
        let Err(WebError::Template { file, line, .. }) = &got else {
            panic!("{source}: {got:?}")
        };
        assert_eq!((file.as_str(), *line), ("a.html", Some(at)), "{source}");
    }

    #[test]
    fn values_are_escaped_and_html_is_kept() {
        let values = context! { title => "<i> & \"x\" a/b", body => safe("<p>x</p>") };
        let page = render("{{ title }}|{{ body }}", values);
        assert_eq!(
            page.ok().as_deref(),
            Some("&lt;i&gt; &amp; &quot;x&quot; a/b|<p>x</p>")
        );
    }

    #[test]
    fn broken_templates_are_refused_by_name_and_line() {
        refused("{% if %}", 1);
        refused("<p>\n{{ nobody_gave_this }}", 2);
        refused("\n\n{% include 'missing.html' %}", 3);
        // Within what `range` allows, far over the fuel.
        refused(
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
            1,
        );
    }
}
