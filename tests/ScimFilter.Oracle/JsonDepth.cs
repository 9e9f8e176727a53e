using System.Text.Json;

namespace ScimFilter.Oracle;

/// <summary>How many objects and arrays of a JSON text stand inside one another at most.</summary>
public static class JsonDepth
{
    public static int Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        int deepest = 0;
        while (reader.Read())
        {
            bool opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            deepest = Math.Max(deepest, reader.CurrentDepth + (opens ? 1 : 0));
        }

        return deepest;
    }
}
