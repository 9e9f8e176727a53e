using System.Buffers;
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
        int length = Read(session, state.LookAhead(int.MaxValue / 2), (int)state.Location, out result!);
        if (length == Leaf.Failed)
        {
            return false;
        }

        state.Advance(length);
        return true;
    }

    /// <summary>Reads one terminal.</summary>
    /// <param name="session">Options, counters, and where to report a fault. A leaf that only asks "is it me?" fails without one.</param>
    /// <param name="rest">The text from here to the end.</param>
    /// <param name="offset">The offset of <paramref name="rest"/> in the whole text.</param>
    /// <param name="result">What was read.</param>
    /// <returns>How many characters were taken, or <see cref="Leaf.Failed"/>.</returns>
    protected abstract int Read(ParseSession session, ReadOnlySpan<char> rest, int offset, out T? result);
}

/// <summary>Operands joined by one keyword, as one flat node: <c>operand *( SP keyword SP operand )</c>.</summary>
/// <remarks>Pidgin's own chains cost several times as much, and its expression builder yields a tree as deep as the text is long.</remarks>
internal sealed class Chain(LogicalOperator @operator, Parser<char, FilterExpression> operand) : Parser<char, FilterExpression>
{
    private readonly string _keyword = @operator == LogicalOperator.And ? "and" : "or";

    public override bool TryParse(
        ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out FilterExpression result)
    {
        if (!operand.TryParse(ref state, ref expecteds, out result))
        {
            return false;
        }

        return !TryTakeKeyword(ref state) || TryParseRest(ref state, ref expecteds, ref result);
    }

    private bool TryParseRest(
        ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] ref FilterExpression result)
    {
        FilterExpression[] operands = ArrayPool<FilterExpression>.Shared.Rent(8);
        int count = 0;
        operands[count++] = result;
        try
        {
            do
            {
                if (!operand.TryParse(ref state, ref expecteds, out FilterExpression? next))
                {
                    return false;
                }

                if (count == operands.Length)
                {
                    operands = Grow(operands);
                }

                operands[count++] = next;
            }
            while (TryTakeKeyword(ref state));

            result = LogicalExpression.Join(@operator, operands.AsSpan(0, count));
            return true;
        }
        finally
        {
            ArrayPool<FilterExpression>.Shared.Return(operands, clearArray: true);
        }
    }

    private static FilterExpression[] Grow(FilterExpression[] operands)
    {
        FilterExpression[] larger = ArrayPool<FilterExpression>.Shared.Rent(operands.Length * 2);
        operands.CopyTo(larger, 0);
        ArrayPool<FilterExpression>.Shared.Return(operands, clearArray: true);
        return larger;
    }

    /// <summary>A word is a keyword only between spaces; at the end of the text too, so that the fault is the missing operand.</summary>
    private bool TryTakeKeyword(ref ParseState<char> state)
    {
        var session = (ParseSession)state.Configuration;
        ReadOnlySpan<char> rest = state.LookAhead(int.MaxValue / 2);
        int before = session.RequiredSpaces(rest);
        if (before == 0 || !rest[before..].StartsWith(_keyword, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        ReadOnlySpan<char> behind = rest[(before + _keyword.Length)..];
        int after = session.RequiredSpaces(behind);
        if (after == 0 && !behind.IsEmpty)
        {
            return false;
        }

        state.Advance(before + _keyword.Length + after);
        return true;
    }
}
