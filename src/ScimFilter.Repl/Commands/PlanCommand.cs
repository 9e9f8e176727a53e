using System.Diagnostics.CodeAnalysis;
using ScimFilter.Repl.Io;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Commands;

/// <summary><c>plan FILTER</c>: how a subscription index finds a filter, and what it checks then.</summary>
/// <param name="channels">The outputs.</param>
/// <param name="parsing">How the filter is parsed.</param>
/// <param name="options">The schema, and how strings compare.</param>
/// <param name="eventTypes">The event types of the subscription; none means any.</param>
internal sealed class PlanCommand(
    Channels channels, FilterOptions parsing, FilterCompilerOptions options, IReadOnlyCollection<string> eventTypes)
{
    /// <summary>Gets a value indicating whether the answer is a JSON line, not text.</summary>
    public bool IsJson { get; init; }

    public int Run(string text)
    {
        bool isValid = TryPlan(text, out SubscriptionPlan? plan, out IReadOnlyList<FilterError> errors);
        if (IsJson)
        {
            WriteJson(plan, errors);
        }
        else if (isValid)
        {
            channels.Output.Write(PlanText.Draw(plan!));
        }

        if (!isValid)
        {
            channels.Error.WriteLine(FilterText.Draw(text, errors));
        }

        return isValid ? ExitCode.Success : ExitCode.No;
    }

    /// <summary>Gives the plan of a filter in an empty index.</summary>
    /// <param name="text">The text of the filter.</param>
    /// <param name="plan">The plan, if the filter is valid.</param>
    /// <param name="errors">Everything that is wrong with it.</param>
    public bool TryPlan(string text, [NotNullWhen(true)] out SubscriptionPlan? plan, out IReadOnlyList<FilterError> errors)
    {
        var compiler = new FilterCompiler(options);
        errors = FilterExpression.TryParse(text, parsing, out FilterExpression? filter, out FilterError? error)
            ? compiler.Validate(filter, eventTypes)
            : [error];
        plan = errors.Count > 0 ? null
            : new SubscriptionIndex<string>(new SubscriptionIndexOptions { Compiler = compiler }).Plan(eventTypes, filter);
        return plan is not null;
    }

    private void WriteJson(SubscriptionPlan? plan, IReadOnlyList<FilterError> errors)
    {
        using var output = new JsonOutput(channels.Output);
        output.WriteLine(writer =>
        {
            writer.WriteBoolean("ok", plan is not null);
            if (plan is not null)
            {
                PlanJson.Write(writer, plan);
            }
            else
            {
                ErrorJson.Write(writer, errors[0]);
            }
        });
    }
}
