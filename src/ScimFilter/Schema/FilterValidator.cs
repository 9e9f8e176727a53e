using System.Diagnostics;
using ScimFilter.Ast;

namespace ScimFilter.Schema;

/// <summary>
/// Finds everything that is wrong with a well-written filter: what no operator can take, and with a schema what that does not allow.
/// </summary>
internal sealed class FilterValidator(FilterSchema? schema, IReadOnlyCollection<string>? eventTypes)
{
    private List<FilterError>? _errors;

    public IReadOnlyList<FilterError> Validate(FilterExpression filter)
    {
        Visit(filter, container: null);
        return _errors ?? (IReadOnlyList<FilterError>)[];
    }

    private void Visit(FilterExpression filter, AttributePath? container)
    {
        switch (filter)
        {
            case ComparisonExpression comparison:
                CheckComparison(comparison, container);
                break;
            case PresentExpression present:
                CheckPresent(present, container);
                break;
            case NotExpression not:
                CheckAllowed(schema?.AllowsNegation, "'not'", new SourceSpan(not.Span.Start, Math.Min(3, not.Span.Length)));
                Visit(not.Operand, container);
                break;
            case ValuePathExpression valuePath:
                CheckValuePath(valuePath);
                break;
            case LogicalExpression logical:
                foreach (FilterExpression operand in logical.Operands)
                {
                    Visit(operand, container);
                }

                break;
            default:
                throw new UnreachableException();
        }
    }

    private void CheckComparison(ComparisonExpression comparison, AttributePath? container)
    {
        if (TryResolve(comparison.Path, container, out SchemaAttribute? attribute)
            && ValidationErrors.Of(comparison, attribute, Compared(attribute)) is { } error)
        {
            Report(error);
        }
    }

    private void CheckPresent(PresentExpression present, AttributePath? container)
    {
        if (TryResolve(present.Path, container, out SchemaAttribute? attribute)
            && attribute is not null
            && !attribute.Operators.HasFlag(FilterOperators.Present))
        {
            FilterOperators possible = attribute.Operators & ValidationErrors.OperatorsFor(Compared(attribute)!.Type);
            Report(ValidationErrors.Operator(OperatorTable.Present, present.OperatorSpan, $"'{attribute.Name}'", possible));
        }
    }

    private void CheckValuePath(ValuePathExpression valuePath)
    {
        CheckAllowed(schema?.AllowsValuePaths, "a value path", valuePath.Path.Span);
        if (!TryResolve(valuePath.Path, null, out SchemaAttribute? attribute))
        {
            return;
        }

        if (attribute is { Type: not AttributeType.Complex, MultiValued: false })
        {
            Report(ValidationErrors.Expression($"a value path on '{attribute.Name}'", valuePath.Path.Span));
            return;
        }

        Visit(valuePath.Filter, valuePath.Path);
    }

    private void Report(FilterError error) => (_errors ??= []).Add(error);

    private void CheckAllowed(bool? allowed, string what, SourceSpan span)
    {
        if (allowed == false)
        {
            Report(ValidationErrors.Expression(what, span));
        }
    }

    /// <summary>
    /// Finds the attribute, which is null without a schema, and reports one that is unknown or not for these event types.
    /// </summary>
    private bool TryResolve(AttributePath path, AttributePath? container, out SchemaAttribute? attribute)
    {
        attribute = schema is null ? null : AttributeResolver.Find(schema, path, container);
        if (attribute is null && AttributeResolver.IsSchemaAlone(schema, path))
        {
            Report(ValidationErrors.SchemaAlone(path));
            return false;
        }

        if (schema is null)
        {
            return true;
        }

        if (attribute is null)
        {
            Report(ValidationErrors.UnknownAttribute(schema, path, container));
            return false;
        }

        if (eventTypes is not null && !attribute.EventTypes.IsEmpty && !IsFor(attribute, eventTypes))
        {
            Report(ValidationErrors.EventType(attribute, path));
        }

        return true;
    }

    private static bool IsFor(SchemaAttribute attribute, IReadOnlyCollection<string> types) =>
        types.Count > 0 && types.All(type => attribute.EventTypes.Contains(type, StringComparer.Ordinal));

    /// <summary>Comparing a complex attribute compares its <c>value</c> (RFC 7643 section 2.4).</summary>
    private SchemaAttribute? Compared(SchemaAttribute? attribute) =>
        attribute is { Type: AttributeType.Complex } ? schema?.Find(attribute.Name + ".value") ?? attribute : attribute;
}
