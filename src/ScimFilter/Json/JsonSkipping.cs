using System.Buffers;

namespace ScimFilter.Json;

/// <summary>
/// Steps over parts of a JSON text by their offsets. On what is not JSON each method goes on to some later offset, at most the end.
/// </summary>
internal static class JsonSkipping
{
    private static readonly SearchValues<byte> _insideString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> _structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> _scalarEnd = SearchValues.Create(" \t\r\n,:{}[]\""u8);

    /// <summary>Gives the offset of the next byte that is no white space.</summary>
    public static int Whitespace(ReadOnlySpan<byte> json, int position)
    {
        while (position < json.Length && json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }

    /// <summary>Gives the offset of what follows the comma behind a value; that of the closing bracket when no comma follows.</summary>
    public static int Separator(ReadOnlySpan<byte> json, int position)
    {
        position = Whitespace(json, position);
        return position < json.Length && json[position] == ',' ? Whitespace(json, position + 1) : position;
    }

    /// <summary>Gives the offset behind the string that starts with the quote at an offset.</summary>
    public static int EndOfString(ReadOnlySpan<byte> json, int quote)
    {
        for (int position = Math.Min(quote + 1, json.Length); position < json.Length;)
        {
            int next = json[position..].IndexOfAny(_insideString);
            if (next < 0)
            {
                break;
            }

            position += next;
            if (json[position] == '"')
            {
                return position + 1;
            }

            position += 2;
        }

        return json.Length;
    }

    /// <summary>Whether the string that ends before an offset is the name of a member.</summary>
    public static bool IsName(ReadOnlySpan<byte> json, int end)
    {
        end = Whitespace(json, end);
        return end < json.Length && json[end] == ':';
    }

    /// <summary>Gives the offset of the value of the member whose name starts at an offset.</summary>
    public static int StartOfMemberValue(ReadOnlySpan<byte> json, int name)
    {
        int colon = Whitespace(json, EndOfString(json, name));
        return Whitespace(json, Math.Min(colon + 1, json.Length));
    }

    /// <summary>Gives the offset behind the value that starts at an offset.</summary>
    public static int EndOfValue(ReadOnlySpan<byte> json, int start)
    {
        if (start >= json.Length)
        {
            return json.Length;
        }

        if (json[start] == '"')
        {
            return EndOfString(json, start);
        }

        if (json[start] is not ((byte)'{' or (byte)'['))
        {
            // At least one byte is skipped, whatever it is, so that loops over this method end.
            int length = json[start..].IndexOfAny(_scalarEnd);
            return length < 0 ? json.Length : start + Math.Max(1, length);
        }

        int depth = 0;
        for (int position = start; position < json.Length;)
        {
            int next = json[position..].IndexOfAny(_structure);
            if (next < 0)
            {
                break;
            }

            position += next;
            switch (json[position])
            {
                case (byte)'"':
                    position = EndOfString(json, position);
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            position++;
            if (depth == 0)
            {
                return position;
            }
        }

        return json.Length;
    }
}
