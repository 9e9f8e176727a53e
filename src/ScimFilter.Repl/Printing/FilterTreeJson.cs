using System.Diagnostics;
using System.Text.Json;
using ScimFilter.Ast;

namespace ScimFilter.Repl.Printing;

/// <summary>Writes a filter as JSON: each node is an object whose <c>op</c> says what else it has.</summary>
internal static class FilterTreeJson
{
    public static void Write(Utf8JsonWriter writer, FilterExpression filter)
    {
        writer.WriteStartObject();
        switch (filter)
        {
            case ComparisonExpression comparison:
                writer.WriteString("op", comparison.Operator.ToToken());
                writer.WriteString("path", comparison.Path.ToString());
                WriteValue(writer, comparison.Value);
                break;
            case PresentExpression present:
                writer.WriteString("op", "pr");
                writer.WriteString("path", present.Path.ToString());
                break;
            case NotExpression not:
                writer.WriteString("op", "not");
                WriteChild(writer, "operand", not.Operand);
                break;
            case ValuePathExpression valuePath:
                writer.WriteString("op", "[]");
                writer.WriteString("path", valuePath.Path.ToString());
                WriteChild(writer, "filter", valuePath.Filter);
                break;
            case LogicalExpression logical:
                writer.WriteString("op", logical.Operator == LogicalOperator.And ? "and" : "or");
                writer.WriteStartArray("operands");
                foreach (FilterExpression operand in logical.Operands)
                {
                    Write(writer, operand);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new UnreachableException();
        }

        writer.WriteEndObject();
    }

    private static void WriteChild(Utf8JsonWriter writer, string name, FilterExpression child)
    {
        writer.WritePropertyName(name);
        Write(writer, child);
    }

    private static void WriteValue(Utf8JsonWriter writer, ComparisonValue value)
    {
        if (value.Kind == ComparisonValueKind.String)
        {
            writer.WriteString("value", value.GetString());
        }
        else
        {
            // The others print as the JSON they are, numbers with all their digits.
            writer.WritePropertyName("value");
            writer.WriteRawValue(value.ToString());
        }
    }
}
