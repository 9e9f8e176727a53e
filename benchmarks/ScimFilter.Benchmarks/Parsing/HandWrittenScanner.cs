using System.Buffers;
using ScimFilter.Ast;

namespace ScimFilter.Benchmarks.Parsing;

/// <summary>The terminals of <see cref="HandWrittenParser"/>. Every method leaves the position behind trailing spaces.</summary>
internal ref struct HandWrittenScanner
{
    private static readonly SearchValues<char> _wordEnds = SearchValues.Create(" ()[]\"");

    private readonly ReadOnlySpan<char> _text;
    private int _position;

    public HandWrittenScanner(ReadOnlySpan<char> text)
    {
        _text = text;
        SkipSpaces();
    }

    public readonly bool AtEnd => _position == _text.Length;

    public bool TryTake(char character)
    {
        if (AtEnd || _text[_position] != character)
        {
            return false;
        }

        // After a bracket a point may follow at once, and only at once.
        _position++;
        if (character != ']')
        {
            SkipSpaces();
        }

        return true;
    }

    public bool TryDot()
    {
        bool dot = !AtEnd && _text[_position] == '.';
        _position += dot ? 1 : 0;
        if (!dot)
        {
            SkipSpaces();
        }

        return dot;
    }

    public bool TryNot()
    {
        ReadOnlySpan<char> rest = _text[_position..];
        if (!rest.StartsWith("not", StringComparison.OrdinalIgnoreCase) || !rest[3..].TrimStart(' ').StartsWith('('))
        {
            return false;
        }

        _position += rest.IndexOf('(') + 1;
        SkipSpaces();
        return true;
    }

    public bool TryKeyword(string keyword)
    {
        ReadOnlySpan<char> rest = _text[_position..];
        bool found = rest.Length > keyword.Length
            && rest[keyword.Length] == ' '
            && rest.StartsWith(keyword, StringComparison.OrdinalIgnoreCase);
        if (found)
        {
            Skip(keyword.Length);
        }

        return found;
    }

    public AttributePath ReadPath() => HandWrittenWords.ToPath(ReadWord());

    /// <summary>Reads an operator; null is <c>pr</c>.</summary>
    public ComparisonOperator? ReadOperator() => HandWrittenWords.ToOperator(ReadWord());

    public ComparisonValue ReadValue()
    {
        if (!AtEnd && _text[_position] == '"')
        {
            string value = HandWrittenString.Read(_text[_position..], out int length);
            Skip(length);
            return ComparisonValue.String(value);
        }

        return HandWrittenWords.ToValue(ReadWord());
    }

    private ReadOnlySpan<char> ReadWord()
    {
        ReadOnlySpan<char> rest = _text[_position..];
        int length = rest.IndexOfAny(_wordEnds);
        length = length < 0 ? rest.Length : length;
        Skip(length);
        return rest[..length];
    }

    private void Skip(int length)
    {
        _position += length;
        SkipSpaces();
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == ' ')
        {
            _position++;
        }
    }
}
