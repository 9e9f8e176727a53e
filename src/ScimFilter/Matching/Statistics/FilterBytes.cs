using ScimFilter.Compilation;
using ScimFilter.Matching.Keys;
using ScimFilter.Runtime;


namespace ScimFilter.Matching.Statistics;

/// <summary>Estimates the memory of residual filters: their constants, each counted once, however many entries share it.</summary>
/// <remarks>Shapes are not counted: the compiler owns them, and filters that only differ in constants share one.</remarks>
internal sealed class FilterBytes
{
    private const int ObjectHeader = 24;
    private const int TermSize = 16;

    private readonly HashSet<object> _counted = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives the bytes of some filters that were not counted before.</summary>
    public long Of(ReadOnlySpan<ResidualFilter> filters)
    {
        long bytes = 0;
        foreach (ref readonly ResidualFilter filter in filters)
        {
            bytes += OfTerms(filter.Filter.Terms) + OfOperand(filter.Types);
        }

        return bytes;
    }

    /// <remarks>The unused end of a growing segment's array has default values, without terms.</remarks>
    private long OfTerms(Term[]? terms)
    {
        if (terms is null || terms.Length == 0 || !_counted.Add(terms))
        {
            return 0;
        }

        long bytes = ObjectHeader + ((long)TermSize * terms.Length);
        foreach (Term term in terms)
        {
            bytes += OfOperand(term.Operand);
        }

        return bytes;
    }

    private long OfOperand(object? operand) => operand is null || !_counted.Add(operand) ? 0 : operand switch
    {
        Literal literal => literal.Bytes,
        LiteralSet set => set.Bytes,
        ElementFilter element => ObjectHeader + OfTerms(element.Terms),
        _ => ObjectHeader,
    };
}
