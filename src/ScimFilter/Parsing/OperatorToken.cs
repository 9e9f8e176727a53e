using ScimFilter.Ast;

namespace ScimFilter.Parsing;

/// <summary>A comparison operator or <c>pr</c>, with its place.</summary>
internal readonly struct OperatorToken
{
    /// <summary>All operators have two letters.</summary>
    public const int Length = 2;

    private const ComparisonOperator Presence = (ComparisonOperator)(-1);
    private const ComparisonOperator None = (ComparisonOperator)(-2);

    private readonly int _start;

    private OperatorToken(ComparisonOperator comparison, int start)
    {
        Comparison = comparison;
        _start = start;
    }

    /// <summary>Gets the operator, unless this is <c>pr</c>.</summary>
    public ComparisonOperator Comparison { get; }

    public bool IsPresence => Comparison == Presence;

    public SourceSpan Span => new(_start, Length);

    /// <summary>Reads the operator that the text starts with, if it is the whole of the first word.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, int offset, out OperatorToken token)
    {
        token = default;
        if (text.Length < Length || (text.Length > Length && !Words.IsEnd(text[Length])))
        {
            return false;
        }

        ComparisonOperator comparison = Find(text[0], text[1]);
        token = new OperatorToken(comparison, offset);
        return comparison != None;
    }

    private static ComparisonOperator Find(char first, char second) => ((first | 0x20) << 16 | (second | 0x20)) switch
    {
        'e' << 16 | 'q' => ComparisonOperator.Equal,
        'n' << 16 | 'e' => ComparisonOperator.NotEqual,
        'c' << 16 | 'o' => ComparisonOperator.Contains,
        's' << 16 | 'w' => ComparisonOperator.StartsWith,
        'e' << 16 | 'w' => ComparisonOperator.EndsWith,
        'g' << 16 | 't' => ComparisonOperator.GreaterThan,
        'g' << 16 | 'e' => ComparisonOperator.GreaterThanOrEqual,
        'l' << 16 | 't' => ComparisonOperator.LessThan,
        'l' << 16 | 'e' => ComparisonOperator.LessThanOrEqual,
        'p' << 16 | 'r' => Presence,
        _ => None,
    };
}
