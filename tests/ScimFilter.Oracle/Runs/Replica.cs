namespace ScimFilter.Oracle.Runs;

/// <summary>The subscriptions of one writer as one reader knows them, made from the log. Not thread-safe.</summary>
public sealed class Replica(ChangeLog log, int keys)
{
    private readonly Choice?[] _subscriptions = new Choice?[keys];
    private readonly bool[] _found = new bool[keys];
    private readonly List<(int Key, Choice? Choice)> _undo = [];
    private LoggedChange _at = log.Done;

    /// <summary>Gets the number of subscriptions.</summary>
    public int Keys => _subscriptions.Length;

    /// <summary>Goes to the state that is current when a call begins.</summary>
    public void Begin()
    {
        LoggedChange done = log.Done;
        while (_at != done)
        {
            _at = _at.Next!;
            foreach ((int key, Choice? choice) in _at.Keys)
            {
                _subscriptions[key] = choice;
            }
        }
    }

    /// <summary>Whether an answer is right in one of the states from the beginning of the call to now.</summary>
    public bool HasState(RunEvent @event, IReadOnlyList<int> answer, out int states)
    {
        Array.Clear(_found);
        foreach (int key in answer)
        {
            _found[key] = true;
        }

        int wrong = 0;
        for (int key = 0; key < _found.Length; key++)
        {
            wrong += IsWrong(key, @event) ? 1 : 0;
        }

        LoggedChange last = log.Begun;
        states = 1;
        for (LoggedChange at = _at; wrong > 0 && at != last; states++)
        {
            at = at.Next!;
            foreach ((int key, Choice? choice) in at.Keys)
            {
                wrong -= IsWrong(key, @event) ? 1 : 0;
                _undo.Add((key, _subscriptions[key]));
                _subscriptions[key] = choice;
                wrong += IsWrong(key, @event) ? 1 : 0;
            }
        }

        for (int i = _undo.Count - 1; i >= 0; i--)
        {
            _subscriptions[_undo[i].Key] = _undo[i].Choice;
        }

        _undo.Clear();
        return wrong == 0;
    }

    private bool IsWrong(int key, RunEvent @event) => (_subscriptions[key]?.Matches(@event) == true) != _found[key];
}
