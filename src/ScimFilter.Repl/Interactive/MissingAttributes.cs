using ScimFilter.Ast;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Interactive;

/// <summary>Finds the attributes of a filter that no loaded event has: mostly they are misspelt.</summary>
internal sealed class MissingAttributes(LoadedEvents events, FilterCompiler compiler)
{
    /// <summary>Gives a sentence for each attribute, in the order of the filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="stop">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    public IEnumerable<string> Describe(FilterExpression filter, CancellationToken stop)
    {
        IEnumerable<(string Path, string Test)> tests = Tests(filter, "", test => test);
        foreach ((string path, string test) in tests.DistinctBy(test => test.Path, StringComparer.OrdinalIgnoreCase))
        {
            // Names tell it at once; the test knows places of a schema, too, and events beyond what is kept of names.
            if (!events.Has(path) && !AnyHas(test, stop))
            {
                string hint = Misspelling.Nearest(path, [.. events.Paths]) is { } nearest ? $"; did you mean '{nearest}'?" : "";
                yield return $"no loaded event has '{path}'{hint}";
            }
        }
    }

    /// <summary>Gives for each attribute its dotted path and a filter that holds where it has a value.</summary>
    private static IEnumerable<(string Path, string Test)> Tests(FilterExpression filter, string prefix, Func<string, string> wrap)
    {
        return filter switch
        {
            ComparisonExpression comparison => [Test(comparison.Path)],
            PresentExpression present => [Test(present.Path)],
            NotExpression not => Tests(not.Operand, prefix, wrap),
            ValuePathExpression value => Tests(value.Filter, $"{prefix}{value.Path}.", test => wrap($"{value.Path}[{test}]")),
            LogicalExpression logical => logical.Operands.SelectMany(operand => Tests(operand, prefix, wrap)),
            _ => [],
        };

        (string Path, string Test) Test(AttributePath path) => (prefix + path, wrap($"{path} pr"));
    }

    private bool AnyHas(string test, CancellationToken stop)
    {
        if (!FilterExpression.TryParse(test, out FilterExpression? filter, out _)
            || !compiler.TryCompile(filter, out CompiledFilter? compiled, out _))
        {
            // A schema may refuse 'pr' on an attribute; then nothing is said of it.
            return true;
        }

        return events.Lines.Any(line =>
        {
            stop.ThrowIfCancellationRequested();
            return compiled.Matches(line);
        });
    }
}
