using ScimFilter.Repl.Io;
using ScimFilter.Schema;

namespace ScimFilter.Repl.Commands;

/// <summary><c>validate FILTER</c>: everything that a schema, or an operator for its value, has against a filter.</summary>
/// <param name="channels">The outputs.</param>
/// <param name="parsing">How the filter is parsed.</param>
/// <param name="schema">The schema; null checks only that operators can take their values.</param>
/// <param name="eventTypes">The event types of the subscription; none means any.</param>
internal sealed class ValidateCommand(Channels channels, FilterOptions parsing, FilterSchema? schema,
    IReadOnlyCollection<string> eventTypes)
{
    public int Run(string text)
    {
        if (!FilterExpression.TryParse(text, parsing, out FilterExpression? filter, out FilterError? error))
        {
            channels.Error.WriteLine(error.Draw(text));
            return ExitCode.No;
        }

        IReadOnlyList<FilterError> errors = new FilterCompiler(new FilterCompilerOptions { Schema = schema }).Validate(filter, eventTypes);
        if (errors.Count > 0)
        {
            channels.Error.WriteLine(FilterText.Draw(text, errors));
            return ExitCode.No;
        }

        channels.Output.WriteLine("valid");
        return ExitCode.Success;
    }
}
