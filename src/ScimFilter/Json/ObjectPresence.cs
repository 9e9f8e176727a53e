using ScimFilter.Json.Slots;

namespace ScimFilter.Json;

/// <summary>
/// Whether <c>pr</c> holds for an object: some member, however deep, has a scalar value that is neither <c>null</c> nor <c>""</c>
/// (RFC 7644 section 3.4.2.2, a non-empty node).
/// </summary>
/// <remarks>
/// Containers count for nothing by themselves, so the first such scalar in the text decides, and nearly every object has one in its
/// first member. Only a repeated member name makes a difference: the first occurrence wins, so values of later ones do not count.
/// </remarks>
internal static class ObjectPresence
{
    /// <summary>Each repeated member has the text before it read again. From this many on, names are remembered instead.</summary>
    private const int MostRepeated = 8;

    /// <summary>
    /// The most bytes before a value that are searched for a repeated name, as each object around the value has its part of them read
    /// again.
    /// Farther into the text names are remembered instead.
    /// </summary>
    private const int MostSearched = 512;

    /// <summary>Finds whether an object is present. Takes time in proportion to its text, and no stack.</summary>
    /// <param name="json">The text of the object from brace to brace. What is not JSON inside counts as a value.</param>
    public static bool IsPresent(ReadOnlySpan<byte> json)
    {
        bool hasEarlier = false;
        int repeated = 0;
        for (int position = 1; position < json.Length;)
        {
            switch (json[position])
            {
                case (byte)'"':
                    int end = JsonSkipping.EndOfString(json, position);
                    if (JsonSkipping.IsName(json, end))
                    {
                        position = end;
                        continue;
                    }

                    if (end - position == "\"\"".Length)
                    {
                        position = end;
                        continue;
                    }

                    break;
                case (byte)'n':
                    position += "null".Length;
                    continue;
                case (byte)',':
                    hasEarlier = true;
                    position++;
                    continue;
                case (byte)'{' or (byte)'[' or (byte)'}' or (byte)']' or (byte)':' or <= (byte)' ':
                    position++;
                    continue;
            }

            if (!hasEarlier)
            {
                return true;
            }

            if (position > MostSearched || repeated++ == MostRepeated)
            {
                return IsPresentByNames(json);
            }

            int behind = EndOfRepeatedMember(json, position);
            if (behind == 0)
            {
                return true;
            }

            position = behind;
        }

        return false;
    }

    /// <summary>Looks for a member around a value whose name stood in its object before. Goes from the outermost object inwards.</summary>
    /// <returns>The offset behind that member; zero when there is none, so that the value counts.</returns>
    private static int EndOfRepeatedMember(ReadOnlySpan<byte> json, int value)
    {
        // A container around the value ends with this part of the text, so that nothing behind the value is read.
        ReadOnlySpan<byte> before = json[..(value + 1)];
        int container = 0;
        while (container < value)
        {
            // In an array, what stands before the value is passed over; in an object, the name of the member around it is found.
            bool isObject = before[container] == '{';
            int position = JsonSkipping.Whitespace(before, container + 1);
            int name = position;
            int start = position;
            while (position < before.Length)
            {
                name = position;
                start = isObject ? JsonSkipping.StartOfMemberValue(before, position) : position;
                position = JsonSkipping.EndOfValue(before, start);
                if (position > value)
                {
                    break;
                }

                position = JsonSkipping.Separator(before, position);
            }

            if (isObject && HasNameBefore(before, container, name))
            {
                return JsonSkipping.EndOfValue(json, start);
            }

            container = start;
        }

        return 0;
    }

    private static bool HasNameBefore(ReadOnlySpan<byte> json, int container, int name)
    {
        ReadOnlySpan<byte> sought = json[name..JsonSkipping.EndOfString(json, name)];
        for (int position = JsonSkipping.Whitespace(json, container + 1); position < name;)
        {
            if (AreSameName(json[position..JsonSkipping.EndOfString(json, position)], sought))
            {
                return true;
            }

            position = JsonSkipping.Separator(json, JsonSkipping.EndOfValue(json, JsonSkipping.StartOfMemberValue(json, position)));
        }

        return false;
    }

    private static bool AreSameName(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right)
        || ((left.Contains((byte)'\\') || right.Contains((byte)'\\'))
            && string.Equals(JsonEscapes.Unescape(left), JsonEscapes.Unescape(right), StringComparison.Ordinal));

    /// <summary>Does the same for an object that repeats many names, with a set of the names of each object.</summary>
    private static bool IsPresentByNames(ReadOnlySpan<byte> json)
    {
        var names = new HashSet<(int Object, string Name)>();
        var objects = new Stack<int>();
        for (int position = 0; position < json.Length;)
        {
            switch (json[position])
            {
                case (byte)'"':
                    int end = JsonSkipping.EndOfString(json, position);
                    bool isName = JsonSkipping.IsName(json, end);
                    if (!isName && end - position > "\"\"".Length)
                    {
                        return true;
                    }

                    objects.TryPeek(out int container);
                    bool isRepeated = isName && !names.Add((container, JsonEscapes.Unescape(json[position..end])));
                    position = isRepeated ? JsonSkipping.EndOfValue(json, JsonSkipping.StartOfMemberValue(json, position)) : end;
                    break;
                case (byte)'n':
                    position += "null".Length;
                    break;
                case (byte)'{':
                    objects.Push(position++);
                    break;
                case (byte)'}':
                    objects.TryPop(out _);
                    position++;
                    break;
                case (byte)'[' or (byte)']' or (byte)':' or (byte)',' or <= (byte)' ':
                    position++;
                    break;
                default:
                    return true;
            }
        }

        return false;
    }
}
