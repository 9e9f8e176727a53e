using ScimFilter.Webhooks.Server.Hosting;

namespace ScimFilter.Webhooks.Server;

/// <summary>
/// Something outside the program prevents what was asked of it: a setting, a file, a key, another process. The message is for the operator
/// and says in one or two sentences what is wrong, where, and what to do. It ends the process with <see cref="ExitCodes.Refused"/>.
/// </summary>
internal class OperatorException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public OperatorException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="inner">What was caught; shown with <c>--verbose</c>.</param>
    public OperatorException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
