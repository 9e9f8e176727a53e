using System.Buffers;

namespace ScimFilter.Repl.Interactive.Completion;

/// <summary>
/// Finds out what a filter needs at its end. The parser cannot say it, as it stops at the first error and an unfinished filter is one;
/// this follows brackets, words and strings, and takes what does not fit as it comes.
/// </summary>
internal sealed class FilterPosition
{
    private static readonly SearchValues<char> _ends = SearchValues.Create(" \t()[]\"");

    private readonly string _text;

    // The brackets that are open, each with the attributes in front of those that it holds.
    private readonly Stack<(char Closer, string Prefix)> _open = new();

    public FilterPosition(string text)
    {
        _text = text;
        int place = 0;
        while (true)
        {
            while (place < text.Length && char.IsWhiteSpace(text[place]))
            {
                place++;
            }

            WordStart = place;
            if (place == text.Length)
            {
                return;
            }

            if (text[place] is '(' or '[' or ')' or ']')
            {
                place = TakeBracket(place);
                continue;
            }

            int end = text[place] == '"' ? EndOfString(place) : EndOfWord(place);
            if (end == text.Length)
            {
                return;
            }

            Take(text[place..end]);
            place = end;
        }
    }

    /// <summary>Gets what is needed.</summary>
    public Expected Expected { get; private set; }

    /// <summary>Gets the start of the word that the text ends with; the length of the text when it ends otherwise.</summary>
    public int WordStart { get; private set; }

    /// <summary>Gets the word that the text ends with; empty when it ends otherwise.</summary>
    public string Word => _text[WordStart..];

    /// <summary>Gets the attribute of the comparison, with those of the brackets around it, as a dotted path.</summary>
    public string Attribute { get; private set; } = "";

    /// <summary>Gets the operator of the comparison.</summary>
    public string Operator { get; private set; } = "";

    /// <summary>Gets the attribute whose value path is open, ended by a dot; empty outside of one.</summary>
    public string Prefix => _open.TryPeek(out (char Closer, string Prefix) bracket) ? bracket.Prefix : "";

    /// <summary>Gets what closes the innermost bracket; empty when none is open.</summary>
    public string Closer => _open.TryPeek(out (char Closer, string Prefix) bracket) ? bracket.Closer.ToString() : "";

    private int TakeBracket(int place)
    {
        switch (_text[place])
        {
            case '(':
                _open.Push((')', Prefix));
                Expected = Expected.Attribute;
                return place + 1;
            case '[':
                _open.Push((']', Attribute + "."));
                Expected = Expected.Attribute;
                return place + 1;
            default:
                bool isPath = _open.TryPop(out (char Closer, string Prefix) bracket) && bracket.Closer == ']';
                Expected = Expected.Connective;

                // A name right behind a value path goes on with it: emails[type eq "work"].value
                if (isPath && place + 1 < _text.Length && _text[place + 1] == '.' && EndOfWord(place + 1) is int end && end < _text.Length)
                {
                    Attribute = bracket.Prefix + _text[(place + 2)..end];
                    Expected = Expected.Operator;
                    return end;
                }

                return place + 1;
        }
    }

    private void Take(string word)
    {
        switch (Expected)
        {
            case Expected.Attribute when word.Equals("not", StringComparison.OrdinalIgnoreCase):
                Expected = Expected.Parenthesis;
                break;
            case Expected.Attribute or Expected.Parenthesis:
                Attribute = Prefix + word;
                Expected = Expected.Operator;
                break;
            case Expected.Operator:
                Operator = word;
                Expected = word.Equals("pr", StringComparison.OrdinalIgnoreCase) ? Expected.Connective : Expected.Value;
                break;
            case Expected.Value:
                Expected = Expected.Connective;
                break;
            case Expected.Connective when word.ToUpperInvariant() is "AND" or "OR":
                Expected = Expected.Attribute;
                break;
        }
    }

    private int EndOfString(int start)
    {
        for (int place = start + 1; place < _text.Length; place++)
        {
            if (_text[place] == '"')
            {
                return place + 1;
            }

            place += _text[place] == '\\' ? 1 : 0;
        }

        return _text.Length;
    }

    private int EndOfWord(int start)
    {
        int length = _text.AsSpan(start).IndexOfAny(_ends);
        return length < 0 ? _text.Length : start + length;
    }
}
