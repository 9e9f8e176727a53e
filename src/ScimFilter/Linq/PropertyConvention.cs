using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization;
using ScimFilter.Ast;
using ScimFilter.Linq.Values;

namespace ScimFilter.Linq;

/// <summary>Finds the attributes of a CLR type by its properties, as a JSON serializer would.</summary>
[RequiresUnreferencedCode("Looks for properties by reflection.")]
[RequiresDynamicCode("Makes generic types.")]
internal sealed class PropertyConvention
{
    private readonly Dictionary<Type, MappedObject> _objects = [];

    public void AddTo(MappedAttributes attributes, Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            string name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;
            if (IsAttribute(property, name)
                && attributes.All.All(other => !string.Equals(other.Name, name, StringComparison.Ordinal))
                && ShapeOf(property.PropertyType) is { } shape)
            {
                ParameterExpression owner = Expression.Parameter(type, "owner");
                var place = new AttributePlace(owner, Expression.Property(owner, property));
                attributes.Add(new MappedAttribute(name, place, shape) { ByConvention = true });
            }
        }
    }

    private static bool IsAttribute(PropertyInfo property, string name) =>
        property.GetMethod is { IsPublic: true }
        && property.GetIndexParameters().Length == 0
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }
        && (AttributeNames.IsName(name) || AttributeNames.IsUri(name));

    private MappedShape? ShapeOf(Type type)
    {
        if (ValueTranslation.For(type) is { } translation)
        {
            return new MappedValue(translation, (CapturedValues)New(typeof(CapturedValues<>), type));
        }

        if (typeof(IEnumerable).IsAssignableFrom(type) && !type.IsValueType)
        {
            return ItemOf(type) is { } item && ShapeOf(item) is { } element
                ? (MappedShape)New(typeof(MappedCollection<>), item, element)
                : null;
        }

        return IsObject(type) ? ObjectOf(type) : null;
    }

    /// <summary>A type that holds itself is one shape that holds itself.</summary>
    private MappedObject ObjectOf(Type type)
    {
        if (!_objects.TryGetValue(type, out MappedObject? found))
        {
            found = new MappedObject(new MappedAttributes());
            _objects.Add(type, found);
            AddTo(found.Attributes, type);
        }

        return found;
    }

    private static bool IsObject(Type type) =>
        type.IsClass && !typeof(Delegate).IsAssignableFrom(type) && type.Namespace?.Split('.')[0] != nameof(System);

    /// <summary>The type of the items of a sequence; a dictionary, or bytes, which JSON has as text, are none.</summary>
    private static Type? ItemOf(Type type)
    {
        Type[] items =
        [
            .. type.GetInterfaces().Append(type)
                .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                .Select(candidate => candidate.GenericTypeArguments[0]),
        ];
        return items is [var item] && item != typeof(byte) && !IsPair(item) ? item : null;
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static object New(Type definition, Type argument, params object[] arguments) =>
        Activator.CreateInstance(definition.MakeGenericType(argument), arguments)!;
}
