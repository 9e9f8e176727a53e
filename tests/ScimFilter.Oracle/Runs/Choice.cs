using ScimFilter.Oracle;

namespace ScimFilter.Oracle.Runs;

/// <summary>
/// Types and a filter that subscriptions of a run have, with what <see cref="NaiveIndex"/> says of each event, found out once.
/// Thread-safe: two that find out the same at once find the same.
/// </summary>
public sealed class Choice
{
    private readonly NaiveIndex _alone;
    private Verdicts _verdicts = new(null);

    public Choice(IReadOnlyCollection<string> types, FilterExpression? filter, bool caseExact)
    {
        Types = types;
        Filter = filter;
        _alone = new NaiveIndex(caseExact);
        _alone.Set(0, types, filter);
    }

    public IReadOnlyCollection<string> Types { get; }

    public FilterExpression? Filter { get; }

    /// <summary>Whether a subscription of this kind matches an event.</summary>
    public bool Matches(RunEvent @event)
    {
        Verdicts verdicts = _verdicts;
        if (verdicts.Events != @event.All)
        {
            _verdicts = verdicts = new Verdicts(@event.All);
        }

        ref sbyte known = ref verdicts.Known[@event.Index];
        if (known == 0)
        {
            known = _alone.Match(@event.Element).Length > 0 ? (sbyte)1 : (sbyte)-1;
        }

        return known > 0;
    }

    private sealed class Verdicts(IReadOnlyList<RunEvent>? events)
    {
        public IReadOnlyList<RunEvent>? Events { get; } = events;

        /// <summary>Gets 1 for what matches, -1 for what does not, 0 for what nobody asked.</summary>
        public sbyte[] Known { get; } = new sbyte[RunEvent.Most];
    }
}
