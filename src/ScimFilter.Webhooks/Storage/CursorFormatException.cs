namespace ScimFilter.Webhooks.Storage;

/// <summary>A text is not a cursor of this store, or one of another order.</summary>
public sealed class CursorFormatException() : FormatException("The cursor is not valid here.");
