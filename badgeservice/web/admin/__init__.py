"""What does the operator of the service see?"""
