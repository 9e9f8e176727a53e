using System.Linq.Expressions;
using System.Reflection;

namespace ScimFilter.Linq.Values;

/// <summary>
/// Puts literals into expressions as captured variables: EF Core makes parameters of those, and of constants new queries.
/// </summary>
internal abstract class CapturedValues
{
    /// <summary>Gives a value of the attribute's type.</summary>
    public abstract Expression One(object value);

    /// <summary>Gives the test whether a value is one of several.</summary>
    public abstract Expression Contains(IReadOnlyCollection<object> values, Expression value, ComparisonRule rule);

    /// <summary>Gives the closure member that the C# compiler makes for a captured variable.</summary>
    public static Expression Capture<TValue>(TValue value)
    {
        Expression<Func<TValue>> captured = () => value;
        return captured.Body;
    }
}

/// <summary>Captures values of one type.</summary>
internal sealed class CapturedValues<TValue> : CapturedValues
{
    private static readonly MethodInfo _contains = ((Func<IEnumerable<TValue>, TValue, bool>)Enumerable.Contains).Method;

    public static CapturedValues<TValue> Instance { get; } = new();

    public override Expression One(object value) => Capture((TValue)value);

    public override Expression Contains(IReadOnlyCollection<object> values, Expression value, ComparisonRule rule) =>
        Contains(values.Cast<TValue>(), value, rule, EqualityComparer<TValue>.Default);

    /// <summary>A set in memory, where its comparer decides; a list for a database, where the column does.</summary>
    public static Expression Contains(
        IEnumerable<TValue> values, Expression value, ComparisonRule rule, IEqualityComparer<TValue> comparer) =>
        Expression.Call(_contains, rule.InMemory ? Capture(values.ToHashSet(comparer)) : Capture(values.ToList()), value);
}
