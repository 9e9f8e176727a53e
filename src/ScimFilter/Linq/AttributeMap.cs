using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using ScimFilter.Ast;
using ScimFilter.Linq.Values;
using ScimFilter.Schema;

namespace ScimFilter.Linq;

/// <summary>Says which attributes a CLR type has for filters, and where. Not thread-safe; a translator keeps what it says.</summary>
/// <remarks>
/// Names are as a filter writes them and compare without case. A dotted one groups properties of one object: after
/// <c>Value("name.familyName", u =&gt; u.FamilyName)</c> there is a <c>name</c> wherever there is one of its values.
/// An extension's carry its URN: <c>Value("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", …)</c>.
/// </remarks>
/// <typeparam name="T">The type.</typeparam>
public sealed class AttributeMap<T>
{
    internal AttributeMap()
        : this(new MappedAttributes())
    {
    }

    internal AttributeMap(MappedAttributes attributes) => Attributes = attributes;

    internal MappedAttributes Attributes { get; }

    /// <summary>Maps an attribute with one value.</summary>
    /// <typeparam name="TValue">
    /// <see cref="string"/>, <see cref="bool"/>, an integer of up to 64 bits, <see cref="float"/>, <see cref="double"/>,
    /// <see cref="decimal"/>, <see cref="DateTimeOffset"/>, <see cref="DateTime"/> (taken as UTC), <see cref="DateOnly"/>,
    /// <see cref="Guid"/> or an enum without flags (a string: the member's name, or what its <c>JsonStringEnumMemberName</c> says),
    /// nullable or not.
    /// </typeparam>
    /// <param name="name">The name of the attribute.</param>
    /// <param name="value">Where it is; in memory it must not throw.</param>
    /// <exception cref="ArgumentException">The name is not one, or mapped already, or such values cannot be compared.</exception>
    public AttributeMap<T> Value<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TValue>(
        string name, Expression<Func<T, TValue>> value) => Add(name, value, ValueOf<TValue>(name));

    /// <summary>Maps an attribute with sub-attributes.</summary>
    /// <typeparam name="TValue">The type that has them.</typeparam>
    /// <param name="name">The name of the attribute.</param>
    /// <param name="value">Where it is; in memory it must not throw.</param>
    /// <param name="attributes">Maps the sub-attributes.</param>
    /// <exception cref="ArgumentException">The name is not one, or mapped already.</exception>
    public AttributeMap<T> Complex<TValue>(string name, Expression<Func<T, TValue?>> value, Action<AttributeMap<TValue>> attributes)
        where TValue : class => Add(name, value, ObjectOf(attributes));

    /// <summary>Maps an attribute with several values.</summary>
    /// <typeparam name="TValue">A type that <see cref="Value{TValue}"/> takes.</typeparam>
    /// <param name="name">The name of the attribute.</param>
    /// <param name="values">Where they are; in memory it must not throw.</param>
    /// <exception cref="ArgumentException">The name is not one, or mapped already, or such values cannot be compared.</exception>
    public AttributeMap<T> MultiValued<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TValue>(
        string name, Expression<Func<T, IEnumerable<TValue>?>> values) =>
        Add(name, values, new MappedCollection<TValue>(ValueOf<TValue>(name)));

    /// <summary>Maps an attribute with several values that have sub-attributes.</summary>
    /// <typeparam name="TElement">The type that has them.</typeparam>
    /// <param name="name">The name of the attribute.</param>
    /// <param name="elements">Where they are; in memory it must not throw.</param>
    /// <param name="attributes">Maps the sub-attributes.</param>
    /// <exception cref="ArgumentException">The name is not one, or mapped already.</exception>
    public AttributeMap<T> MultiValued<TElement>(
        string name, Expression<Func<T, IEnumerable<TElement>?>> elements, Action<AttributeMap<TElement>> attributes)
        where TElement : class => Add(name, elements, new MappedCollection<TElement>(ObjectOf(attributes)));

    /// <summary>
    /// Maps every public property whose type can be, by its name or its <c>JsonPropertyName</c>, and so on inwards: objects to
    /// sub-attributes, sequences to several values; structs of other kinds cannot be. What has <c>JsonIgnore</c> is left out; a mapping by
    /// hand replaces this one.
    /// </summary>
    /// <remarks>An enum with flags is left out: JSON has it as a list of names in one string, which no column holds.</remarks>
    /// <exception cref="PlatformNotSupportedException">
    /// Code cannot be made at run time, as under native AOT: map each attribute by hand.
    /// </exception>
    [RequiresUnreferencedCode("Looks for the properties of the type, and of the types in there, by reflection.")]
    [RequiresDynamicCode("Makes generic types for the types of the properties.")]
    public AttributeMap<T> Properties()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new PlatformNotSupportedException(
                "Properties() needs types that are made at run time, and here none can be, as under native AOT. "
                + "Map each attribute with Value, Complex or MultiValued.");
        }

        new PropertyConvention().AddTo(Attributes, typeof(T));
        return this;
    }

    private static MappedValue ValueOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] TValue>(string name) =>
        ValueTranslation.For(typeof(TValue)) is { } translation
            ? new MappedValue(translation, CapturedValues<TValue>.Instance)
            : throw new ArgumentException($"A filter cannot compare '{name}' of type {typeof(TValue)}.", nameof(name));

    private static MappedObject ObjectOf<TValue>(Action<AttributeMap<TValue>> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var map = new AttributeMap<TValue>();
        attributes(map);
        return new MappedObject(map.Attributes);
    }

    private AttributeMap<T> Add(string name, LambdaExpression place, MappedShape shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(place);
        int colon = name.LastIndexOf(':');
        string[] names = name[(colon + 1)..].Split('.');
        if (!names.All(AttributeNames.IsName) || (colon >= 0 && !AttributeNames.IsUri(name.AsSpan(0, colon))))
        {
            throw new ArgumentException($"'{name}' is not the name of an attribute.", nameof(name));
        }

        MappedAttributes owner = Attributes;
        string[] path = colon < 0 || SchemaUrns.IsCore(name[..colon]) ? names : [name[..colon], .. names];
        foreach (string group in path.SkipLast(1))
        {
            owner = owner.Group(group);
        }

        owner.Replace(new MappedAttribute(path[^1], new AttributePlace(place.Parameters[0], place.Body), shape));
        return this;
    }
}
