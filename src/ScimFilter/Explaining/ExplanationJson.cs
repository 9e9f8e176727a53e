using System.Text.Json;

namespace ScimFilter.Explaining;

/// <summary>Writes an explanation as JSON.</summary>
internal static class ExplanationJson
{
    public static void Write(Utf8JsonWriter writer, FilterExplanation explanation)
    {
        writer.WriteStartObject();
        writer.WriteString("node", ExplanationTree.Title(explanation.Filter));
        writer.WriteBoolean("holds", explanation.Holds);
        writer.WriteString("reason", explanation.Reason);
        if (explanation.Children.IsEmpty || !explanation.Values.IsEmpty)
        {
            WriteValues(writer, explanation);
        }

        if (!explanation.Children.IsEmpty)
        {
            writer.WriteStartArray("children");
            foreach (FilterExplanation child in explanation.Children)
            {
                Write(writer, child);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, FilterExplanation explanation)
    {
        writer.WriteStartArray("values");
        foreach (string value in explanation.Values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
        writer.WriteNumber("valueCount", explanation.ValueCount);
    }
}
