namespace ScimFilter.Matching;

/// <summary>A record that may be of one of the event's keys.</summary>
/// <param name="Template">The template of its table.</param>
/// <param name="Record">Its place.</param>
/// <param name="FirstWord">Its first word, asked for early.</param>
internal readonly record struct FoundRecord(int Template, int Record, int FirstWord);
