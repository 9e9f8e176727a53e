using System.Text;
using System.Text.Json;

namespace ScimFilter.Oracle;

/// <summary>Builds events out of the bytes of an input.</summary>
public static class EventChoices
{
    private const int MaxDepth = 3;

    private static readonly string[] _names =
    [
        "type", "a", "b", "A", "eventType", "value", "Value", "TYPE", "urn:x:y", "\\u0061", "other", "data", "a.b",
    ];

    public static byte[] Read(InputBytes input)
    {
        var json = new StringBuilder();
        AppendObject(json, input, MaxDepth);
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    private static void AppendObject(StringBuilder json, InputBytes input, int depth)
    {
        int count = input.Choose(6);
        json.Append('{');
        for (int i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "\"" : ", \"").Append(input.Choose(_names)).Append("\":");
            AppendValue(json, input, depth);
        }

        json.Append('}');
    }

    private static void AppendValue(StringBuilder json, InputBytes input, int depth)
    {
        switch (input.Choose(depth == 0 ? 9 : 13))
        {
            case < 5:
                json.Append(JsonSerializer.Serialize(input.Choose(FilterChoices.Texts)));
                break;
            case 5:
                json.Append('"').AppendJoin("", input.Choose(FilterChoices.Texts).Select(unit => $"\\u{(int)unit:x4}")).Append('"');
                break;
            case 6:
                json.Append(input.Choose(FilterChoices.Numbers));
                break;
            case < 9:
                json.Append(input.Choose(["true", "false", "null", "\"\\ud800\"", "[]", "{}"]));
                break;
            case < 11:
                AppendObject(json, input, depth - 1);
                break;
            default:
                AppendArray(json, input, depth - 1);
                break;
        }
    }

    private static void AppendArray(StringBuilder json, InputBytes input, int depth)
    {
        int count = input.Choose(4);
        json.Append('[');
        for (int i = 0; i < count; i++)
        {
            json.Append(i == 0 ? "" : ",");
            AppendValue(json, input, depth);
        }

        json.Append(']');
    }
}
