using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization;
using ScimFilter.Ast;
using ScimFilter.Schema;

namespace ScimFilter.Linq.Values;

/// <summary>Enums, as the strings that JSON shows: every test of a name selects a set of members.</summary>
internal sealed class EnumTranslation : ValueTranslation
{
    private readonly List<(object Value, string Name)> _members = [];

    public EnumTranslation([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            object value = field.GetValue(null)!;
            if (!_members.Exists(member => member.Value.Equals(value)))
            {
                _members.Add((value, field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name));
            }
        }
    }

    public override AttributeType Type => AttributeType.String;

    public override Expression Compare(
        Expression value, ComparisonOperator @operator, ComparisonValue literal, CapturedValues captured, ComparisonRule rule) =>
        IsOneOf(value, Members(new TextTest(literal.GetString(), @operator, rule)), captured, rule);

    protected override IEnumerable<object> EqualTo(ComparisonValue literal, ComparisonRule rule) =>
        Members(new TextTest(literal.GetString(), ComparisonOperator.Equal, rule));

    private IEnumerable<object> Members(TextTest test) => _members.Where(member => test.Holds(member.Name)).Select(member => member.Value);
}
