using System.Text;
using ScimFilter.Ast;

namespace ScimFilter.Repl.Printing;

/// <summary>Writes how an index finds a filter, for people: a block of lines for each alternative.</summary>
internal static class PlanText
{
    private const int LabelWidth = 11;

    /// <summary>Writes a plan.</summary>
    /// <returns>The lines, each ended by a line feed.</returns>
    public static string Draw(SubscriptionPlan plan)
    {
        var text = new StringBuilder();
        for (int i = 0; i < plan.Alternatives.Count; i++)
        {
            text.Append(i == 0 ? "" : "\n").Append($"alternative {i + 1} of {plan.Alternatives.Count}\n");
            Append(text, plan.Alternatives[i]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, AlternativePlan plan)
    {
        string[] key = [.. TypesOf(plan), .. plan.Key.Select(term => term.ToString())];
        bool isChecked = plan.Conditions.Count + plan.Residuals.Count > 0 || plan.ChecksEventType;
        string @event = key.Length == 0 ? "every event" : "every event with the key";
        AppendList(text, "key:", key.Length == 0 ? ["none"] : key);
        AppendList(text, "found by:", plan.CheckReason is { } reason ? [$"nothing; checked on {@event}: {PlanWords.Of(reason)}"]
            : !isChecked ? [key.Length == 0 ? "nothing; every event matches" : "the key alone"]
            : plan.AccessPaths.Select(path => $"{path.Condition}  ({PlanWords.Of(path.Kind)})"));
        AppendList(text, "checked:", [.. plan.ChecksEventType ? ["(event type)"] : (string[])[], .. plan.Conditions.Select(Text)]);
        AppendList(text, "evaluated:", plan.Residuals.Select(part => $"{part.Filter}  ({PlanWords.Of(part.Reason)})"));
    }

    private static string Text(FilterExpression condition) => condition.ToString();

    /// <summary>Gives the event types as a comparison. Each has an entry of its own.</summary>
    private static IEnumerable<string> TypesOf(AlternativePlan plan) => plan.EventTypes.Count == 0 ? []
        : [$"(event type) eq {string.Join(" or ", plan.EventTypes.Select(type => ComparisonValue.String(type)))}"];

    private static void AppendList(StringBuilder text, string label, IEnumerable<string> items)
    {
        foreach (string item in items)
        {
            text.Append("  ").Append(label.PadRight(LabelWidth)).Append(item).Append('\n');
            label = "";
        }
    }
}
