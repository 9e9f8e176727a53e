using System.Runtime.InteropServices;
using System.Text.Json;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Api.Http;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Checks;

/// <summary>Tries a filter: whether it is valid, and which events it lets pass. Thread-safe.</summary>
internal sealed class FilterTrial(EventProfile profile)
{
    /// <summary>Tries a filter.</summary>
    /// <param name="filter">The text.</param>
    /// <param name="eventTypes">The types that a webhook would ask for; none: any.</param>
    /// <param name="stored">Events that came in lately.</param>
    /// <param name="given">Events of the request.</param>
    /// <param name="explanations">Those of the answer.</param>
    /// <param name="members">Collects what is wrong with the latter.</param>
    /// <exception cref="ApiException">Something of the request is no event.</exception>
    public FilterCheckBody Check(
        string filter, IReadOnlyList<string> eventTypes, IReadOnlyList<StoredEvent> stored, IReadOnlyList<JsonElement> given,
        Explanations explanations, JsonMembers members)
    {
        IReadOnlyList<FilterError> errors = profile.Check(filter, eventTypes);
        if (errors.Count > 0)
        {
            return new FilterCheckBody(Valid: false, Canonical: null, [.. errors.Select(error => FilterErrorBody.Of(error, filter))],
                Events: null);
        }

        FilterExpression parsed = profile.Parse(filter);
        FilterCompiler compiler = profile.CreateCompiler(CodeGeneration.Never);
        CompiledFilter compiled = compiler.Compile(parsed);
        HashSet<string> types = eventTypes.SelectMany(profile.Catalogue.Equivalents).ToHashSet(StringComparer.Ordinal);
        var run = new Run(compiler, parsed, compiled, types, explanations);
        var events = new List<FilterCheckEventBody>();
        for (int i = 0; i < given.Count; i++)
        {
            ReadOnlySpan<byte> bytes = JsonMarshal.GetRawUtf8Value(given[i]);
            if (EventEnvelope.TryRead(bytes, out EventEnvelope? envelope, out EventFault? fault))
            {
                events.Add(run.Try(envelope.Id, envelope.Type, bytes));
            }
            else
            {
                members.Add(new ApiError(ErrorCodes.Event, "The event is not valid.") { Source = $"events[{i}]", Detail = fault.Message });
            }
        }

        members.ThrowIfInvalid();
        events.AddRange(stored.Select(e => run.Try(e.Content.Id, e.Content.Type, e.Content.Body.Span)));
        return new FilterCheckBody(Valid: true, parsed.ToString(), [], events);
    }

    private sealed record Run(
        FilterCompiler Compiler, FilterExpression Filter, CompiledFilter Compiled, HashSet<string> Types, Explanations Explanations)
    {
        public FilterCheckEventBody Try(string id, string type, ReadOnlySpan<byte> bytes)
        {
            bool typeMatches = Types.Count == 0 || Types.Contains(type);
            bool filterMatches = Compiled.Matches(bytes);
            return new FilterCheckEventBody(
                id, type, typeMatches, filterMatches, typeMatches && filterMatches, Explanations.Explain(Compiler, Filter, bytes));
        }
    }
}
