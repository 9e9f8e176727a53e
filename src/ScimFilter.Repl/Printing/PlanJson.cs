using System.Text.Json;

namespace ScimFilter.Repl.Printing;

/// <summary>Writes how an index finds a filter as JSON.</summary>
internal static class PlanJson
{
    /// <summary>Writes the member <c>alternatives</c>.</summary>
    public static void Write(Utf8JsonWriter writer, SubscriptionPlan plan)
    {
        writer.WriteStartArray("alternatives");
        foreach (AlternativePlan alternative in plan.Alternatives)
        {
            writer.WriteStartObject();
            Write(writer, alternative);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, AlternativePlan plan)
    {
        WriteTexts(writer, "eventTypes", plan.EventTypes);
        WriteTexts(writer, "key", plan.Key);
        writer.WriteStartArray("accessPaths");
        foreach (PlannedAccessPath path in plan.AccessPaths)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", NameOf(path.Kind));
            writer.WriteString("condition", path.Condition.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "conditions", plan.Conditions);
        writer.WriteStartArray("residuals");
        foreach (PlannedResidual residual in plan.Residuals)
        {
            writer.WriteStartObject();
            writer.WriteString("filter", residual.Filter.ToString());
            writer.WriteString("reason", NameOf(residual.Reason));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("checksEventType", plan.ChecksEventType);
        writer.WriteString("checkReason", plan.CheckReason is { } reason ? NameOf(reason) : null);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<object> items)
    {
        writer.WriteStartArray(name);
        foreach (object item in items)
        {
            writer.WriteStringValue(item.ToString());
        }

        writer.WriteEndArray();
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
