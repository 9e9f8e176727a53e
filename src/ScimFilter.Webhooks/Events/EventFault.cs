namespace ScimFilter.Webhooks.Events;

/// <summary>Why bytes are not an event.</summary>
/// <param name="Member">The member at fault; null when it is the whole.</param>
/// <param name="Message">What is wrong, as one sentence.</param>
public sealed record EventFault(string? Member, string Message);
