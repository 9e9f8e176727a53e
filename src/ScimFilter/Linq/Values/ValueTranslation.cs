using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>How values of one CLR type compare with literals. A value expression may be of the type itself or of its nullable.</summary>
/// <remarks>Operators of types are found by reflection; dynamic dependencies keep them where code is trimmed.</remarks>
internal abstract class ValueTranslation
{
    /// <summary>Gets which JSON values these are.</summary>
    public abstract AttributeType Type { get; }

    /// <summary>Finds the translation for a type, or null: a filter cannot compare such values.</summary>
    public static ValueTranslation? For([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? (plain.IsDefined(typeof(FlagsAttribute), inherit: false) ? null : new EnumTranslation(plain))
            : plain == typeof(string) ? new TextTranslation()
            : plain == typeof(bool) ? new BooleanTranslation()
            : plain == typeof(Guid) ? new GuidTranslation()
            : plain == typeof(DateTimeOffset) || plain == typeof(DateTime) ? new InstantTranslation(plain)
            : plain == typeof(DateOnly) ? new DateTranslation()
            : Number(plain);
    }

    /// <summary>Gives the operators that such values take.</summary>
    public virtual FilterOperators Operators(ComparisonRule rule) => FilterOperators.All;

    /// <summary>Says what a literal should have been; null when it is fine. Its JSON type is right already.</summary>
    public virtual string? Expected(ComparisonValue literal) => null;

    /// <summary>Builds the test whether a value equals one of the literals.</summary>
    public virtual Expression Equal(
        Expression value, IReadOnlyList<ComparisonValue> literals, CapturedValues captured, ComparisonRule rule) =>
        IsOneOf(value, [.. literals.SelectMany(literal => EqualTo(literal, rule))], captured, rule);

    /// <summary>Builds the test for any other operator.</summary>
    public virtual Expression Compare(
        Expression value, ComparisonOperator @operator, ComparisonValue literal, CapturedValues captured, ComparisonRule rule) =>
        throw new UnreachableException();

    /// <summary>Builds the test whether a value is neither null nor empty.</summary>
    public virtual Expression IsPresent(Expression value) => Conditions.IsNotNull(value);

    /// <summary>Gives the values that equal a literal.</summary>
    protected virtual IEnumerable<object> EqualTo(ComparisonValue literal, ComparisonRule rule) => throw new UnreachableException();

    protected static Expression IsOneOf(Expression value, IEnumerable<object> values, CapturedValues captured, ComparisonRule rule)
    {
        object[] distinct = [.. values.Distinct()];
        return distinct.Length switch
        {
            0 => Conditions.False,
            1 => Expression.Equal(value, captured.One(distinct[0])),
            _ => captured.Contains(distinct, value, rule),
        };
    }

    private static ValueTranslation? Number(Type type) => System.Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => new NumberTranslation<sbyte>(),
        TypeCode.Byte => new NumberTranslation<byte>(),
        TypeCode.Int16 => new NumberTranslation<short>(),
        TypeCode.UInt16 => new NumberTranslation<ushort>(),
        TypeCode.Int32 => new NumberTranslation<int>(),
        TypeCode.UInt32 => new NumberTranslation<uint>(),
        TypeCode.Int64 => new NumberTranslation<long>(),
        TypeCode.UInt64 => new NumberTranslation<ulong>(),
        TypeCode.Single => new NumberTranslation<float>(),
        TypeCode.Double => new NumberTranslation<double>(),
        TypeCode.Decimal => new NumberTranslation<decimal>(),
        _ => null,
    };
}
