using System.Diagnostics.CodeAnalysis;
using Pidgin;
using ScimFilter.Ast;

namespace ScimFilter.Parsing;

/// <summary>What every <see cref="Leaf{T}"/> shares.</summary>
internal static class Leaf
{
    public const int Failed = -1;
}

/// <summary>
/// A terminal of the grammar: a function from the rest of the text to the number of characters it takes.
/// </summary>
/// <remarks>
/// Pidgin's combinators cost a virtual call and a pooled list per character; a leaf reads its whole word over the span at once.
/// The override that makes this possible is documented as unstable, so it stands in this file alone, and the package
/// accepts one minor version of Pidgin only.
/// </remarks>
internal abstract class Leaf<T> : Parser<char, T>
{
    public sealed override bool TryParse(
        ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var session = (ParseSession)state.Configuration;
        int offset = (int)state.Location;
        int length = Read(session, session.Text.AsSpan(offset), offset, out result!);
        if (length == Leaf.Failed)
        {
            return false;
        }

        state.Advance(length);
        return true;
    }

    /// <summary>Reads one terminal.</summary>
    /// <param name="session">Options, counters, and where to report a fault.</param>
    /// <param name="rest">The text from here to the end.</param>
    /// <param name="offset">The offset of <paramref name="rest"/> in the whole text.</param>
    /// <param name="result">What was read.</param>
    /// <returns>How many characters were taken, or <see cref="Leaf.Failed"/> after a fault was reported.</returns>
    protected abstract int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out T? result);
}

/// <summary>Decides by the text that comes next which rule reads it. Must not report a fault: that is for the rule to do.</summary>
internal delegate Parser<char, T> Choice<T>(ParseSession session, ReadOnlySpan<char> rest);

/// <summary>One of several rules, which the text that comes next decides between.</summary>
/// <remarks><c>OneOf</c> tries one after the other instead, and rents two lists for what the failing ones expected.</remarks>
internal sealed class Branch<T>(Choice<T> choice) : Parser<char, T>
{
    public override bool TryParse(
        ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var session = (ParseSession)state.Configuration;
        return choice(session, session.Text.AsSpan((int)state.Location)).TryParse(ref state, ref expecteds, out result);
    }
}

/// <summary><c>operand *( SP ( "and" / "or" ) SP operand )</c> as flat nodes, where "and" binds tighter than "or".</summary>
/// <remarks>Pidgin's own chains cost several times as much, and its expression builder yields a tree as deep as the text is long.</remarks>
internal sealed class Chain(Parser<char, FilterExpression> operand) : Parser<char, FilterExpression>
{
    public override bool TryParse(
        ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out FilterExpression result)
    {
        if (!operand.TryParse(ref state, ref expecteds, out result))
        {
            return false;
        }

        var session = (ParseSession)state.Configuration;
        return !TryTakeKeyword(ref state, session, out LogicalOperator @operator)
            || TryParseRest(ref state, ref expecteds, session, @operator, ref result);
    }

    private bool TryParseRest(
        ref ParseState<char> state,
        ref PooledList<Expected<char>> expecteds,
        ParseSession session,
        LogicalOperator @operator,
        [MaybeNullWhen(false)] ref FilterExpression result)
    {
        var operands = new OperandList(session.Operands);
        do
        {
            operands.Add(result, @operator);
            if (!operand.TryParse(ref state, ref expecteds, out result))
            {
                return false;
            }
        }
        while (TryTakeKeyword(ref state, session, out @operator));

        result = operands.Join(result);
        return true;
    }

    /// <summary>A word is a keyword only between spaces; at the end of the text too, so that the fault is the missing operand.</summary>
    private static bool TryTakeKeyword(ref ParseState<char> state, ParseSession session, out LogicalOperator @operator)
    {
        ReadOnlySpan<char> rest = session.Text.AsSpan((int)state.Location);
        int before = session.RequiredSpaces(rest);
        int length = Words.Connective(rest[before..], out @operator);
        if (before == 0 || length == 0)
        {
            return false;
        }

        ReadOnlySpan<char> behind = rest[(before + length)..];
        int after = session.RequiredSpaces(behind);
        if (after == 0 && !behind.IsEmpty)
        {
            return false;
        }

        state.Advance(before + length + after);
        return true;
    }
}
