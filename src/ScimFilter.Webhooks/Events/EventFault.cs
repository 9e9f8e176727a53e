namespace ScimFilter.Webhooks.Events;

/// <summary>Why bytes are not an event.</summary>
/// <param name="Member">The member at the top of the event that is at fault, cut after 64 characters; null when it is the whole.</param>
/// <param name="Message">What is wrong, as one sentence.</param>
public sealed record EventFault(string? Member, string Message);
