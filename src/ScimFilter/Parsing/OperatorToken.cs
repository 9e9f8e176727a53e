using ScimFilter.Ast;

namespace ScimFilter.Parsing;

/// <summary>A comparison operator or <c>pr</c>, with its place.</summary>
internal readonly struct OperatorToken
{
    /// <summary>All operators have two letters.</summary>
    public const int Length = 2;

    private const ComparisonOperator Presence = (ComparisonOperator)(-1);
    private const ComparisonOperator None = (ComparisonOperator)(-2);

    // The operator of each pair of letters, by the five bits that tell a letter whatever its case.
    private static readonly ComparisonOperator[] _byLetters = ByLetters();

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

    private static ComparisonOperator Find(char first, char second) =>
        char.IsAsciiLetter(first) && char.IsAsciiLetter(second) ? _byLetters[Index(first, second)] : None;

    private static int Index(char first, char second) => ((first & 0x1f) << 5) | (second & 0x1f);

    private static ComparisonOperator[] ByLetters()
    {
        var operators = new ComparisonOperator[1 << 10];
        Array.Fill(operators, None);
        foreach (OperatorRow row in OperatorTable.Rows)
        {
            operators[Index(row.Token[0], row.Token[1])] = row.Operator;
        }

        operators[Index(OperatorTable.Present[0], OperatorTable.Present[1])] = Presence;
        return operators;
    }
}
