namespace ScimFilter.Oracle;

/// <summary>A law of the library that an input breaks. Not derived from anything that the library may throw.</summary>
public sealed class FaultException(string message) : Exception(message)
{
    /// <summary>Ends the run when something that must hold does not.</summary>
    public static void Unless(bool holds, string law)
    {
        if (!holds)
        {
            throw new FaultException(law);
        }
    }
}
