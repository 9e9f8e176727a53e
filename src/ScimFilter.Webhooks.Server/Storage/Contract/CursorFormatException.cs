namespace ScimFilter.Webhooks.Server.Storage.Contract;

/// <summary>A text is not a cursor of this store, or one of another order.</summary>
internal sealed class CursorFormatException() : FormatException("The cursor is not valid here.");
