using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Runtime;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>Points in time, to the tick. A <see cref="DateTime"/> is taken as UTC, whatever its kind.</summary>
internal sealed class InstantTranslation : OrderedTranslation
{
    private const int FractionDigits = 7;

    private readonly Type _type;

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(DateTime))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(DateTimeOffset))]
    public InstantTranslation(Type type) => _type = type;

    public override AttributeType Type => AttributeType.DateTime;

    protected override Neighbour Nearest(ComparisonValue literal, ComparisonRule rule)
    {
        (long ticks, int side) = TicksOf(Encoding.UTF8.GetBytes(literal.GetString()));
        object time = _type == typeof(DateTime)
            ? (object)new DateTime(ticks, rule.DateTimeKind)
            : new DateTimeOffset(ticks, TimeSpan.Zero);
        return new Neighbour(time, side);
    }

    private static (long Ticks, int Side) TicksOf(ReadOnlySpan<byte> text)
    {
        if (!Instant.TryParse(text, out Instant instant) || !Instant.TryParse("0001-01-01T00:00:00Z"u8, out Instant first))
        {
            throw new UnreachableException();
        }

        long seconds = instant.Seconds - first.Seconds;
        if (seconds < 0)
        {
            return (DateTime.MinValue.Ticks, -1);
        }

        if (seconds > DateTime.MaxValue.Ticks / TimeSpan.TicksPerSecond)
        {
            return (DateTime.MaxValue.Ticks, 1);
        }

        long fraction = 0;
        for (int i = 0; i < FractionDigits; i++)
        {
            fraction = (fraction * 10) + (i < instant.Fraction.Length ? instant.Fraction[i] - '0' : 0);
        }

        return ((seconds * TimeSpan.TicksPerSecond) + fraction, instant.Fraction.Length > FractionDigits ? 1 : 0);
    }
}
