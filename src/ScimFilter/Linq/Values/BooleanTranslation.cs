using System.Linq.Expressions;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary><c>true</c> and <c>false</c>, which stay constants: a database may have an index on just one of them.</summary>
internal sealed class BooleanTranslation : ValueTranslation
{
    public override AttributeType Type => AttributeType.Boolean;

    public override Expression Equal(
        Expression value, IReadOnlyList<ComparisonValue> literals, CapturedValues captured, ComparisonRule rule) =>
        Expression.Equal(value, Expression.Constant(literals[0].Kind == ComparisonValueKind.True, value.Type));
}
