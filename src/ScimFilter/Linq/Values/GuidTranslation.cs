using System.Diagnostics.CodeAnalysis;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>Identifiers, as the strings that JSON shows: <c>"6f9619ff-8b86-d011-b42d-00c04fc964ff"</c>. No other equals one.</summary>
internal sealed class GuidTranslation : ValueTranslation
{
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(Guid))]
    public GuidTranslation()
    {
    }

    public override AttributeType Type => AttributeType.String;

    public override FilterOperators Operators(ComparisonRule rule) => OperatorSets.Equality | FilterOperators.Present;

    protected override IEnumerable<object> EqualTo(ComparisonValue literal, ComparisonRule rule) =>
        Guid.TryParseExact(literal.GetString(), "D", out Guid id)
        && string.Equals(id.ToString("D"), literal.GetString(), rule.StringComparison)
            ? [id]
            : [];
}
