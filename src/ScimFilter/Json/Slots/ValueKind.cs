namespace ScimFilter.Json.Slots;

/// <summary>What a value of an event is. <c>null</c> and arrays are none: the one is no value, the others are their elements.</summary>
internal enum ValueKind : byte
{
    None,
    String,
    Number,
    True,
    False,
    Object,
}
