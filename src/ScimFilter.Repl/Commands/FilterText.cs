namespace ScimFilter.Repl.Commands;

/// <summary>Goes from the text of a filter to something that can be evaluated, or to what a person should see.</summary>
internal static class FilterText
{
    /// <summary>Parses and compiles.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How the text is parsed.</param>
    /// <param name="compiler">The compiler.</param>
    /// <param name="pictures">What is wrong, drawn; empty when nothing is.</param>
    /// <returns>The filter, or null when something is wrong.</returns>
    public static CompiledFilter? Compile(string text, FilterOptions options, FilterCompiler compiler, out string pictures)
    {
        if (!FilterExpression.TryParse(text, options, out FilterExpression? filter, out FilterError? error))
        {
            pictures = error.Draw(text);
            return null;
        }

        compiler.TryCompile(filter, out CompiledFilter? compiled, out IReadOnlyList<FilterError> errors);
        pictures = Draw(text, errors);
        return compiled;
    }

    /// <summary>Draws every error into the text.</summary>
    public static string Draw(string text, IReadOnlyList<FilterError> errors) =>
        string.Join('\n', errors.Select(error => error.Draw(text)));
}
